import type { Problem } from '../../../cluster/errors';
import type { TopicMetadata } from '../../cluster-access/ask-brokers';

/** A topic, with the in-sync replicas below which it refuses writes with acks=all. */
export interface TopicToJudge {
  readonly topic: TopicMetadata;
  readonly minInsyncReplicas: number;
}

/** A partition in trouble. */
interface Finding {
  readonly name: string;
  readonly leader: number;
  readonly missing: readonly number[];
  readonly refusesWrites: boolean;
}

/** What is wrong with the replicas of these topics; partitions with the same trouble stand together. */
export function judgeReplication(topics: readonly TopicToJudge[]): readonly Problem[] {
  const findings = topics.flatMap(findingsOf);
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
export function fragileTopics(topics: readonly TopicToJudge[]): readonly string[] {
  return topics
    .filter(({ topic, minInsyncReplicas }) =>
      topic.partitions.some(({ replicaNodes }) => replicaNodes.length <= minInsyncReplicas),
    )
    .map(({ topic }) => topic.name ?? '');
}

function findingsOf({ topic, minInsyncReplicas }: TopicToJudge): readonly Finding[] {
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
    value: `none for ${someOf(offline)}`,
    remedy:
      'Bring back the brokers that hold them; the one that was last in sync must be among them',
  };
}

function refusingProblem(refusing: readonly Finding[]): Problem {
  return {
    path: 'The partitions',
    rule: 'each have min.insync.replicas in sync, or writes with acks=all are refused',
    value: `too few for ${someOf(refusing)}`,
    remedy: 'Bring back the brokers below, before anything else is restarted',
  };
}

function laggardProblem(id: number, findings: readonly Finding[]): Problem {
  const behind = findings.filter(({ missing }) => missing.includes(id));
  return {
    path: `Broker ${id}`,
    rule: 'be in sync in every partition that it holds',
    value: `out of sync in ${someOf(behind)}`,
    remedy: `Look whether broker ${id} runs; if so, at ReplicaFetcher in its server.log`,
  };
}

const SHOWN = 5;

function someOf(findings: readonly Finding[]): string {
  const shown = findings.slice(0, SHOWN).map(({ name }) => name);
  const more = findings.length - shown.length;
  return `${findings.length} (${shown.join(', ')}${more > 0 ? ', …' : ''})`;
}
