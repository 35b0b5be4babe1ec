import { formatProblem, UserError, type Problem } from '../../../cluster/errors';
import { loadsOf, type DiskOf } from './broker-loads';
import { Layout } from './layout';
import { levelBytes } from './level-bytes';
import { levelCounts } from './level-counts';
import { levelDisks } from './level-disks';
import { levelLeaders } from './level-leaders';
import { moveWhatMust } from './move-what-must';
import type { DiskMove, MoveGoal, MovePlan, PartitionMove, Placement } from './placement';
import { sharesOf } from './shares';

/**
 * Plans where the replicas of partitions are to lie. Pure: it looks at nothing but what it is given.
 *
 * Kept by every plan: as many replicas of each partition as before, on brokers of their own; no more of
 * one partition in a rack than with Kafka's own rack-aware assignment; no disk filled beyond nine
 * tenths. Aimed at, in this order: nothing on brokers that leave; each broker's share of replicas,
 * rounded; of bytes, to within a partition; of leaders, rounded; the same for the disks of each broker.
 * Of the plans that bring this about, one that moves few bytes.
 *
 * @throws MovePlanError where replicas that have to move find no place
 */
export function planMove({ brokers: given, partitions }: Placement, goal: MoveGoal = {}): MovePlan {
  const brokers = given.map((each) => (goal.leaving?.has(each.id) ? { ...each, weight: 0 } : each));
  requireBrokers({ brokers, partitions });
  const shares = sharesOf(brokers, partitions);
  const layout = new Layout(brokers, partitions);
  const stuck = moveWhatMust(layout, shares);
  if (stuck.length > 0) throw new MovePlanError([noPlace(partitions, stuck)]);
  if (!goal.onlyWhatMust) {
    // Where bytes were exchanged, a replica may find a place that it could not have before.
    do levelCounts(layout, shares);
    while (levelBytes(layout, shares));
    levelLeaders(layout, shares);
  }
  return describePlan({ brokers, partitions }, layout);
}

/** A move that can't be. */
export class MovePlanError extends UserError {
  override readonly name = 'MovePlanError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

function requireBrokers({ brokers, partitions }: Placement): void {
  const staying = brokers.filter(({ weight }) => weight > 0).length;
  const factor = partitions.reduce((most, { replicas }) => Math.max(most, replicas.length), 0);
  if (factor <= staying) return;
  const widest = partitions.find(({ replicas }) => replicas.length === factor)!;
  throw new MovePlanError([
    {
      path: `${widest.topic}-${widest.index}`,
      rule: `find a broker for each of its ${factor} replicas`,
      value: `${staying} broker${staying === 1 ? '' : 's'} that stay`,
      remedy: 'Add a broker first, or lower the replication factor of its topic',
    },
  ]);
}

function noPlace(partitions: Placement['partitions'], stuck: readonly number[]): Problem {
  const names = stuck.slice(0, 5).map((at) => `${partitions[at]!.topic}-${partitions[at]!.index}`);
  return {
    path: `${names.join(', ')}${stuck.length > 5 ? ` and ${stuck.length - 5} more` : ''}`,
    rule: 'find a broker that has no replica yet, in a rack with a place, with room on a disk',
    value: 'none',
    remedy: 'Add a broker or larger disks, or shorten the retention, and plan again',
  };
}

function describePlan(placement: Placement, layout: Layout): MovePlan {
  const { brokers, partitions } = placement;
  const diskOf = disksAfter(placement, layout);
  const moves: PartitionMove[] = [];
  const diskMoves: DiskMove[] = [];
  for (const [at, { topic, index, replicas, disks, bytes }] of partitions.entries()) {
    const after = layout.replicasOf(at);
    const to = after.map((broker) => brokers[broker]!.id);
    const added = after.flatMap((broker) => {
      const { id, disks: own } = brokers[broker]!;
      const disk = own[diskOf(at, broker) ?? 0];
      return replicas.includes(id) ? [] : [{ broker: id, path: disk?.path ?? '' }];
    });
    if (to.some((id, slot) => id !== replicas[slot])) {
      moves.push({ topic, index, from: replicas, to, added, bytes });
    }
    for (const broker of after) {
      const { id, disks: own } = brokers[broker]!;
      const before = disks?.[replicas.indexOf(id)];
      const now = diskOf(at, broker);
      if (before === undefined || now === undefined || before === now) continue;
      const [from, to] = [own[before]!.path, own[now]!.path];
      diskMoves.push({ topic, index, broker: id, from, to, bytes });
    }
  }
  return {
    ...{ moves, diskMoves },
    ...loadsOf(placement, { layout, diskOf }),
    bytes: moves.reduce((sum, { added, bytes }) => sum + added.length * bytes, 0),
    diskBytes: diskMoves.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function disksAfter({ brokers, partitions }: Placement, layout: Layout): DiskOf {
  const chosen = new Int16Array(layout.slots.length).fill(-1);
  for (const [place, broker] of brokers.entries()) {
    if (broker.disks.length === 0) continue;
    const own = layout.held[place]!;
    const replicas = own.map((partition) => {
      const { replicas: ids, disks, bytes } = partitions[partition]!;
      return { bytes, disk: disks?.[ids.indexOf(broker.id)] };
    });
    for (const [at, disk] of levelDisks(broker, replicas).entries()) {
      chosen[layout.placeOf(own[at]!, place)] = disk;
    }
  }
  return (partition, broker) => {
    const disk = chosen[layout.placeOf(partition, broker)]!;
    return disk < 0 ? undefined : disk;
  };
}
