import { rackLimit } from '../../../cluster/placing/rack-limit';
import { sharesOf } from '../../../scripts/moving/planning/shares';
import type { Load, Placement } from '../../../scripts/moving/planning/placement';
import type { Assignment } from './planners';

/** What an assignment costs, and how even it is. */
export interface JudgedAssignment {
  /** That go from one broker to another, or onto one that lost them. */
  readonly copiedBytes: number;
  /** How much more than its share the fullest broker has, as a part of it. */
  readonly overBytes: number;
  readonly overReplicas: number;
  readonly overLeaders: number;
  /** Partitions with more replicas in a rack than have to be there. */
  readonly crowded: number;
}

/** By no code of a planner but the shares. */
export function judgeAssignment(
  { brokers: all, partitions }: Placement,
  leaving: ReadonlySet<number>,
  assignment: Assignment,
): JudgedAssignment {
  const brokers = all.map((each) => (leaving.has(each.id) ? { ...each, weight: 0 } : each));
  const rackOf = new Map(brokers.map(({ id, rack }) => [id, rack]));
  const limits = new Map<number, number>();
  const held = new Map(brokers.map(({ id }) => [id, { replicas: 0, bytes: 0, leaders: 0 }]));
  let [copiedBytes, crowded] = [0, 0];
  for (const [at, { replicas, disks, bytes }] of partitions.entries()) {
    const now = assignment[at]!;
    for (const [slot, id] of now.entries()) {
      const load = held.get(id)!;
      load.replicas += 1;
      load.bytes += bytes;
      if (slot === 0) load.leaders += 1;
      const before = replicas.indexOf(id);
      if (before < 0 || disks?.[before] === undefined) copiedBytes += bytes;
    }
    const limit = limits.get(now.length) ?? rackLimit(brokers, now.length);
    limits.set(now.length, limit);
    const racks = now.map((id) => rackOf.get(id));
    const most = Math.max(...racks.map((rack) => racks.filter((each) => each === rack).length));
    if (most > limit) crowded += 1;
  }
  const shares = sharesOf(brokers, partitions);
  const over = (part: keyof Load) =>
    Math.max(
      ...brokers.map(({ id, weight }, at) =>
        weight > 0 ? held.get(id)![part] / shares[at]![part] - 1 : 0,
      ),
    );
  return {
    ...{ copiedBytes, crowded, overBytes: over('bytes') },
    ...{ overReplicas: over('replicas'), overLeaders: over('leaders') },
  };
}
