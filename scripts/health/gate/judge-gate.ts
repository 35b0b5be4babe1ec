import type { Problem } from '../../../cluster/errors';
import {
  brokerHosts,
  zookeeperHosts,
  type BrokerHost,
  type Topology,
  type ZookeeperHost,
} from '../../../cluster/topology';
import { judgeQuorum } from '../cluster/judge-quorum';
import { judgeReplication } from '../cluster/judge-replication';
import { controllerOf, type ClusterState } from '../cluster/cluster-state';

/** What a gate lets pass. */
export interface GateOptions {
  /**
   * A host whose own faults don't close the gate: the one that is about to be stopped. To mend a host
   * that is down harms nobody, and nothing else could open the gate again.
   */
  readonly apartFrom?: string | undefined;
  /**
   * Hosts that may not be there yet: what comes later in a deploy. A broker among them that holds a
   * replica of anything is missed all the same.
   */
  readonly notYet?: readonly string[];
}

/**
 * What keeps a host from being stopped, or the next one from being touched; empty where all is well:
 *
 * 1. every broker is registered and answers, and there is one controller, which all of them name
 * 2. every partition has a leader, and all of its replicas are in sync; so none is at or under its
 *    `min.insync.replicas`, save where a topic has no more replicas than that
 * 3. no replica is being moved to another broker
 * 4. the ZooKeeper quorum is whole: every member answers, one leads, all followers are in sync
 *
 * A host to which there is no way is one problem, in place of those of its broker and its member.
 */
export function judgeGate(
  topology: Topology,
  state: ClusterState,
  { apartFrom, notYet = [] }: GateOptions = {},
): readonly Problem[] {
  const aside = brokerHosts(topology).find(({ name }) => name === apartFrom)?.broker.id;
  const problems = [
    ...judgeBrokers(topology, state, { apartFrom, notYet }),
    ...judgeReplication(aside === undefined ? state.topics : without(aside, state.topics)),
    ...judgeReassignments(state),
    ...judgeMembers(topology, state, { apartFrom, notYet }),
  ];
  // Both of its processes have the very problem of a host that is not reached.
  return [...new Set(problems)];
}

function judgeBrokers(
  topology: Topology,
  state: ClusterState,
  { apartFrom, notYet = [] }: GateOptions,
): readonly Problem[] {
  const missing = brokerHosts(topology).filter(
    (host) =>
      host.name !== apartFrom &&
      !state.registered.includes(host.broker.id) &&
      !(notYet.includes(host.name) && !holdsReplicas(host, state)),
  );
  const silent = brokerHosts(topology).filter(
    (host) =>
      host.name !== apartFrom &&
      state.registered.includes(host.broker.id) &&
      !state.controllers.has(host.name),
  );
  const { unreached } = state;
  const problems = [
    ...missing.map((host) => unreached.get(host.name) ?? notRegistered(host, state)),
    ...silent.map((host) => unreached.get(host.name) ?? noAnswer(host)),
  ];
  if (controllerOf(state) !== undefined) return problems;
  const named = [...state.controllers].map(([name, id]) => `${name}: ${id === -1 ? 'none' : id}`);
  return [
    ...problems,
    {
      path: 'The brokers',
      rule: 'name one controller',
      value: named.join(', ') || 'no answer from any of them',
      remedy: 'Wait for the election; if it does not end, look at controller.log of each broker',
    },
  ];
}

function notRegistered(host: BrokerHost, { registered }: ClusterState): Problem {
  return {
    path: host.name,
    rule: `be registered as broker ${host.broker.id}`,
    value: registered.length === 0 ? 'no brokers' : `brokers ${registered.join(', ')}`,
    remedy: `Look at Kafka's log in ${host.paths.kafka.logs} of ${host.name}`,
  };
}

/** It registers before it serves, and stays registered for a while when it hangs. */
function noAnswer(host: BrokerHost): Problem {
  return {
    path: host.name,
    rule: 'answer, as it is registered',
    remedy: `Look at Kafka's log in ${host.paths.kafka.logs} of ${host.name}`,
  };
}

function holdsReplicas({ broker }: BrokerHost, { topics }: ClusterState): boolean {
  return topics.some(({ topic }) =>
    topic.partitions.some(({ replicaNodes }) => replicaNodes.includes(broker.id)),
  );
}

/** The topics as if the broker held nothing: what only it lacks is no problem then. */
function without(id: number, topics: ClusterState['topics']): ClusterState['topics'] {
  return topics.map(({ topic, minInsyncReplicas }) => ({
    minInsyncReplicas,
    topic: {
      ...topic,
      partitions: topic.partitions
        .filter(({ replicaNodes }) => replicaNodes.some((replica) => replica !== id))
        .map((partition) => ({
          ...partition,
          replicaNodes: partition.replicaNodes.filter((replica) => replica !== id),
          isrNodes: partition.isrNodes.filter((replica) => replica !== id),
        })),
    },
  }));
}

function judgeReassignments({ reassignments }: ClusterState): readonly Problem[] {
  if (reassignments.length === 0) return [];
  return [
    {
      path: 'The partitions',
      rule: 'stay where they are while hosts are changed',
      value: `${reassignments.length} being moved (${reassignments.slice(0, 5).join(', ')}${reassignments.length > 5 ? ', …' : ''})`,
      remedy: 'Wait until the reassignment is over, or cancel it',
    },
  ];
}

function judgeMembers(
  topology: Topology,
  { members, unreached }: ClusterState,
  { apartFrom, notYet = [] }: GateOptions,
): readonly Problem[] {
  const hosts = zookeeperHosts(topology);
  const voters = hosts.map(({ zookeeper }) => zookeeper.id);
  const silent = hosts.filter(
    ({ name }) => !members.has(name) && name !== apartFrom && !notYet.includes(name),
  );
  const answering = hosts.flatMap((host) => {
    const state = members.get(host.name);
    return state && host.name !== apartFrom ? [{ host, state }] : [];
  });
  const leads = apartFrom !== undefined && members.get(apartFrom)?.role === 'leader';
  const judged = judgeQuorum(answering, voters).filter(
    // The leader itself may be the one that is about to be stopped.
    ({ path }) => !(leads && path === 'The ZooKeeper quorum'),
  );
  return [...silent.map((host) => unreached.get(host.name) ?? memberSilent(host)), ...judged];
}

function memberSilent({ name, paths }: ZookeeperHost): Problem {
  return {
    path: `ZooKeeper of ${name}`,
    rule: 'answer',
    remedy: `Look at ZooKeeper's log in ${paths.zookeeper.logs} of ${name}`,
  };
}
