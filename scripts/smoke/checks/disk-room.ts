import { keptBy, outlookOf } from '../../health/host/disk-outlook';
import { readDiskUsage } from '../../health/host/disk-usage';
import { judgeDisks } from '../../health/host/judge-disks';
import { formatDuration } from '../../terminal/quantities';
import { hostCheck } from '../host-check';

/** By what was written to each disk in the last hour, and how long that is kept. */
export const diskRoom = hostCheck({
  id: 'disk-room',
  title: 'Every disk has room for what is written to it, for some days',
  look: async (shell, host, { topology, state }) => {
    const [disks, { topicSettings }] = await Promise.all([
      readDiskUsage(shell, topology, host),
      state(),
    ]);
    const keptOf = keptBy(topology, topicSettings);
    const left = disks.flatMap((disk) => outlookOf(disk, keptOf).secondsLeft ?? []);
    const seen = left.length === 0 ? 'none fills' : `${formatDuration(Math.min(...left))} at least`;
    return { problems: judgeDisks(host.name, disks, keptOf), seen };
  },
});
