import type { FoundPartition } from './found-topics';

/** A partition and the brokers that are to hold it; the first is to lead. */
export interface MovedPartition {
  readonly index: number;
  readonly replicas: readonly number[];
}

export interface BrokerInRack {
  readonly id: number;
  readonly rack: string;
}

/**
 * Who holds the partitions of a topic, so that each has so many replicas: those that stay, stay. A new
 * replica goes to the rack that has fewest of its partition, there to the broker that has fewest of the
 * topic. One that goes is rather out of sync than in sync, never the leader, and of the rack that has most.
 *
 * @returns the partitions whose replicas change
 */
export function planReplicas(
  partitions: readonly FoundPartition[],
  brokers: readonly BrokerInRack[],
  wanted: number,
): readonly MovedPartition[] {
  const load = new Map(brokers.map(({ id }) => [id, 0]));
  const count = (id: number, more: number) => load.set(id, (load.get(id) ?? 0) + more);
  for (const { replicas } of partitions) replicas.forEach((id) => count(id, 1));
  return partitions.flatMap((partition) => {
    const cluster = { rackOf: racksOf(brokers), load };
    const replicas = [...partition.replicas];
    while (replicas.length > wanted) {
      const gone = leastNeeded(partition, replicas, cluster);
      replicas.splice(replicas.indexOf(gone), 1);
      count(gone, -1);
    }
    while (replicas.length < wanted) {
      const added = bestPlace(replicas, brokers, cluster);
      if (added === undefined) break;
      replicas.push(added);
      count(added, 1);
    }
    return replicas.length === partition.replicas.length
      ? []
      : [{ index: partition.index, replicas }];
  });
}

interface Cluster {
  readonly rackOf: ReadonlyMap<number, string>;
  /** Replicas of the topic by broker. */
  readonly load: ReadonlyMap<number, number>;
}

const racksOf = (brokers: readonly BrokerInRack[]) =>
  new Map(brokers.map(({ id, rack }) => [id, rack]));

/** How many of these replicas stand in the rack of a broker. */
function inRackOf(id: number, replicas: readonly number[], { rackOf }: Cluster): number {
  return replicas.filter((other) => rackOf.get(other) === rackOf.get(id)).length;
}

function bestPlace(
  replicas: readonly number[],
  brokers: readonly BrokerInRack[],
  cluster: Cluster,
): number | undefined {
  return lowest(
    brokers.map(({ id }) => id).filter((id) => !replicas.includes(id)),
    (id) => [inRackOf(id, replicas, cluster), cluster.load.get(id) ?? 0, id],
  );
}

function leastNeeded(
  { leader, inSync }: FoundPartition,
  replicas: readonly number[],
  cluster: Cluster,
): number {
  const others = replicas.filter((id) => id !== leader);
  return lowest(others, (id) => [
    inSync.includes(id) ? 1 : 0,
    cluster.rackOf.has(id) ? 1 : 0,
    -inRackOf(id, replicas, cluster),
    -(cluster.load.get(id) ?? 0),
    -replicas.indexOf(id),
  ])!;
}

/** The one of the lowest rank: the first number of it counts first. */
function lowest(ids: readonly number[], rank: (id: number) => readonly number[]) {
  const ranked = ids.map((id) => ({ id, rank: rank(id) }));
  ranked.sort((a, b) => {
    const at = a.rank.findIndex((number, index) => number !== b.rank[index]);
    return at < 0 ? 0 : a.rank[at]! - b.rank[at]!;
  });
  return ranked[0]?.id;
}
