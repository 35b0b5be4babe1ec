import { brokerHosts, type Topology } from '../../../cluster/topology';
import { brokersBehind, type ClusterState } from '../cluster/cluster-state';

/** How far a cluster is on its way back, by numbers of which a larger one is better. */
export interface Progress {
  readonly registered: number;
  readonly members: number;
  /** Replicas that are in sync. */
  readonly inSync: number;
  /** On the disks of the brokers that have replicas to catch up. */
  readonly catchingUpBytes: bigint;
}

export function progressOf(topology: Topology, state: ClusterState): Progress {
  const partitions = state.topics.flatMap(({ topic }) => topic.partitions);
  const behind = brokersBehind(state.topics);
  return {
    registered: brokerHosts(topology).filter(({ broker }) => state.registered.includes(broker.id))
      .length,
    members: state.members.size,
    inSync: partitions.reduce((sum, { isrNodes }) => sum + isrNodes.length, 0),
    catchingUpBytes: [...state.logBytes]
      .filter(([id]) => behind.has(id))
      .reduce((sum, [, bytes]) => sum + bytes, 0n),
  };
}

/** Whether anything got better: then waiting makes sense. */
export function hasProgressed(before: Progress, now: Progress): boolean {
  return (
    now.registered > before.registered ||
    now.members > before.members ||
    now.inSync > before.inSync ||
    now.catchingUpBytes > before.catchingUpBytes
  );
}

/** In one line, while one waits. */
export function describeProgress({ registered, members, inSync }: Progress): string {
  return `${registered} brokers registered, ${members} ZooKeeper members answer, ${inSync} replicas in sync`;
}
