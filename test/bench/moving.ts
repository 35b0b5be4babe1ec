import type { Placement } from '../../scripts/moving/planning/placement';
import type { BenchOptions } from './support/bench-options';
import { markdownTable } from './support/markdown-table';
import { judgeAssignment } from './moving/judge-assignment';
import { PLANNERS } from './moving/planners';
import { DISKS, hashed, simulateBroker, simulatePlacement } from './moving/simulated-placement';

interface MoveCase {
  readonly name: string;
  readonly placement: () => Placement;
  /** Ids of brokers that are to hold nothing. */
  readonly leaving?: readonly number[];
}

const RACKS = 10;
const CLUSTER = { racks: RACKS, brokersInRack: 100, partitions: 1_000_000 };
const BROKERS = CLUSTER.racks * CLUSTER.brokersInRack;

const CASES: readonly MoveCase[] = [
  { name: 'one broker added', placement: () => joined([simulateBroker(BROKERS + 1, 0)]) },
  { name: 'one broker removed', placement: () => joined([]), leaving: [BROKERS] },
  {
    name: 'a rack of 100 added',
    placement: () =>
      joined(Array.from({ length: 100 }, (_, at) => simulateBroker(BROKERS + 1 + at, RACKS))),
  },
  {
    name: 'topics of 1 MiB to 16 GiB',
    placement: () =>
      simulatePlacement({ ...CLUSTER, bytesOf: (topic) => 2 ** (20 + 14 * hashed(topic)) }),
  },
  { name: 'a disk of four replaced', placement: () => lost({ isReplaced: true }) },
  { name: 'a disk of four gone for good', placement: () => lost({ isReplaced: false }) },
];

/** Plans for a thousand brokers and a million partitions: what they copy, and how even it becomes. */
export async function moving({ signal }: BenchOptions): Promise<string> {
  const rows: string[][] = [];
  for (const { name, placement: make, leaving = [] } of CASES) {
    const placement = make();
    for (const [planner, plan] of Object.entries(PLANNERS)) {
      signal.throwIfAborted();
      const off = new Set(leaving);
      const start = process.cpuUsage();
      const assignment = await plan(placement, off);
      const { user, system } = process.cpuUsage(start);
      const judged = judgeAssignment(placement, off, assignment);
      const seconds =
        plan === PLANNERS['cdktf-kafka move'] ? ((user + system) / 1e6).toFixed(1) : '-';
      const { copiedBytes, overBytes, overReplicas, overLeaders, crowded } = judged;
      rows.push([
        ...[name, planner, (copiedBytes / 2 ** 40).toFixed(1)],
        ...[overBytes, overReplicas, overLeaders].map((part) => `${(part * 100).toFixed(1)} %`),
        ...[crowded.toLocaleString('en'), seconds],
      ]);
      console.error(rows.at(-1)!.join(' | '));
    }
  }
  const over = ['bytes', 'replicas', 'leaders'].map((part) => `most ${part} over the share`);
  const header = ['what happens', 'planner', 'TiB copied', ...over];
  return markdownTable([...header, 'partitions crowded in a rack', 'processor time, s'], rows);
}

function joined(further: Placement['brokers']): Placement {
  const { brokers, partitions } = simulatePlacement(CLUSTER);
  return { brokers: [...brokers, ...further], partitions };
}

/** The last disk of broker 1 is gone, with what lay on it. */
function lost({ isReplaced }: { readonly isReplaced: boolean }): Placement {
  const { brokers, partitions } = simulatePlacement(CLUSTER);
  const gone = DISKS - 1;
  const [first, ...others] = brokers;
  const disks = isReplaced
    ? first!.disks.map((disk, at) => (at === gone ? { ...disk, usedBytes: 0 } : disk))
    : first!.disks.slice(0, gone);
  const weight = (first!.weight * disks.length) / DISKS;
  return {
    brokers: [{ ...first!, disks, weight }, ...others],
    partitions: partitions.map((partition) => {
      const slot = partition.replicas.indexOf(1);
      if (slot < 0 || partition.disks![slot] !== gone) return partition;
      return {
        ...partition,
        disks: partition.disks!.map((disk, at) => (at === slot ? undefined : disk)),
      };
    }),
  };
}
