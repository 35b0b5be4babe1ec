import { RUN_PROGRAM } from '../../../cluster/program';
import type { Problem } from '../../../cluster/errors';
import { LEAST_FREE_SHARE } from '../least-free-share';
import { outlookOf, type KeptOf } from './disk-outlook';
import type { DiskUsage } from './disk-usage';

/** Somebody must have the time to grow a volume, on any day of the week. */
const SHORTEST_SECONDS = 72 * 3_600;

const REMEDY = `Shorten retention or grow the volume in the spec, and deploy; \`${RUN_PROGRAM} capacity\` says what the spec needs`;

/** Every disk has room, and for some days. */
export function judgeDisks(
  name: string,
  disks: readonly DiskUsage[],
  keptOf: KeptOf,
): readonly Problem[] {
  return disks.flatMap((disk) => {
    const path = `${name}, ${disk.mountPoint}`;
    const free = 1 - disk.usedBytes / disk.sizeBytes;
    if (free < LEAST_FREE_SHARE) {
      const rule = `have ${LEAST_FREE_SHARE * 100} % of it free`;
      return [{ path, rule, value: `${(free * 100).toFixed(1)} %`, remedy: REMEDY }];
    }
    const { secondsLeft } = outlookOf(disk, keptOf);
    if (secondsLeft === undefined || secondsLeft >= SHORTEST_SECONDS) return [];
    const value = `full in ${(secondsLeft / 3_600).toFixed(1)} h, if it is written to as in the last hour`;
    const rule = `have room for ${SHORTEST_SECONDS / 3_600} h`;
    return [{ path, rule, value, remedy: REMEDY }];
  });
}
