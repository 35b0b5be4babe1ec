import type { Problem } from '../../../cluster/errors';
import { brokerHosts } from '../../../cluster/topology';
import type { ClusterState, TopicState } from './cluster-state';
import type { JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/** A partition in trouble. */
interface Finding {
  readonly name: string;
  readonly leader: number;
  readonly missing: readonly number[];
  readonly refusesWrites: boolean;
}

/**
 * Every partition has a leader, and all of its replicas are in sync; so none is at or under its
 * `min.insync.replicas`, save where a topic has no more replicas than that. Partitions with the same
 * trouble stand together.
 */
export function judgeReplication({
  topology,
  state: { topics },
  apartFrom,
}: JudgedCluster<'topics'>): readonly Problem[] {
  const aside = brokerHosts(topology).find(({ name }) => name === apartFrom)?.broker.id;
  const findings = (aside === undefined ? topics : without(aside, topics)).flatMap(findingsOf);
  const offline = findings.filter(({ leader }) => leader === -1);
  const refusing = findings.filter(({ refusesWrites }) => refusesWrites);
  const laggards = [...new Set(findings.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
  return [
    ...(offline.length === 0 ? [] : [offlineProblem(offline)]),
    ...(refusing.length === 0 ? [] : [refusingProblem(refusing)]),
    ...laggards.map((id) => laggardProblem(id, findings)),
  ];
}

/**
 * The names of topics that refuse writes as soon as one broker is restarted. Their owners may want
 * it so; it is no fault of the cluster.
 */
export function fragileTopics(topics: readonly TopicState[]): readonly string[] {
  return topics
    .filter(({ topic, minInsyncReplicas }) =>
      topic.partitions.some(({ replicaNodes }) => replicaNodes.length <= minInsyncReplicas),
    )
    .map(({ topic }) => topic.name ?? '');
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

function findingsOf({ topic, minInsyncReplicas }: TopicState): readonly Finding[] {
  return topic.partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
    name: `${topic.name}-${partitionIndex}`,
    leader: leaderId,
    missing: replicaNodes.filter((id) => !isrNodes.includes(id)),
    // A topic with fewer replicas than min.insync.replicas is held to all of them.
    refusesWrites: isrNodes.length < Math.min(minInsyncReplicas, replicaNodes.length),
  }));
}

function offlineProblem(offline: readonly Finding[]): Problem {
  return {
    path: 'The partitions',
    rule: 'each have a leader',
    value: `none for ${countedNames(offline)}`,
    remedy:
      'Bring back the brokers that hold them; the one that was last in sync must be among them',
  };
}

function refusingProblem(refusing: readonly Finding[]): Problem {
  return {
    path: 'The partitions',
    rule: 'each have min.insync.replicas in sync, or writes with acks=all are refused',
    value: `too few for ${countedNames(refusing)}`,
    remedy: 'Bring back the brokers below, before anything else is restarted',
  };
}

function laggardProblem(id: number, findings: readonly Finding[]): Problem {
  const behind = findings.filter(({ missing }) => missing.includes(id));
  return {
    path: `Broker ${id}`,
    rule: 'be in sync in every partition that it holds',
    value: `out of sync in ${countedNames(behind)}`,
    remedy: `Look whether broker ${id} runs; if so, at ReplicaFetcher in its server.log`,
  };
}

function countedNames(findings: readonly Finding[]): string {
  return `${findings.length} (${someOf(findings.map(({ name }) => name))})`;
}
