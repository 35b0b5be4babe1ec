import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import type { ClusterState, TopicState } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/** What is known of replicas that are not in sync, where somebody asked. */
type CatchingUp = Partial<Pick<ClusterState, 'adding' | 'logBytes' | 'leaderBytes'>>;

/** A partition in trouble. */
interface InTrouble {
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
  state,
  apartFrom,
}: JudgedCluster<'topics'> & { readonly state: CatchingUp }): readonly Finding[] {
  const topics = withoutAdding(state);
  const aside = brokerHosts(topology).find(({ name }) => name === apartFrom)?.broker.id;
  const findings = (aside === undefined ? topics : without(aside, topics)).flatMap(findingsOf);
  const offline = findings.filter(({ leader }) => leader === -1);
  const refusing = findings.filter(({ refusesWrites }) => refusesWrites);
  // With a host left out: what it still carries is refused only once it stops.
  const today = aside === undefined ? findings : topics.flatMap(findingsOf);
  const now = new Set(today.filter(({ refusesWrites }) => refusesWrites).map(({ name }) => name));
  const refused = refusing.filter(({ name }) => now.has(name));
  const atStop = refusing.filter(({ name }) => !now.has(name));
  const laggards = [...new Set(findings.flatMap(({ missing }) => missing))].sort((a, b) => a - b);
  return [
    ...(offline.length === 0 ? [] : [offlineProblem(offline)]),
    ...(refused.length === 0 ? [] : [refusingProblem(refused)]),
    ...(atStop.length === 0 ? [] : [stoppingProblem(atStop, apartFrom!)]),
    ...laggards.map((id) => laggardProblem(id, findings, { topology, state })),
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

/** A replica that a reassignment adds need not be in sync yet: another judgement tells of that. */
function withoutAdding({
  topics,
  adding,
}: Pick<ClusterState, 'topics'> & CatchingUp): ClusterState['topics'] {
  if (!adding?.size) return topics;
  return topics.map(({ topic, minInsyncReplicas }) => ({
    minInsyncReplicas,
    topic: {
      ...topic,
      partitions: topic.partitions.map((partition) => {
        const added = adding.get(`${topic.name}-${partition.partitionIndex}`) ?? [];
        const { replicaNodes, isrNodes } = partition;
        const isDue = (id: number) => !added.includes(id) || isrNodes.includes(id);
        return { ...partition, replicaNodes: replicaNodes.filter(isDue) };
      }),
    },
  }));
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

function findingsOf({ topic, minInsyncReplicas }: TopicState): readonly InTrouble[] {
  return topic.partitions.map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
    name: `${topic.name}-${partitionIndex}`,
    leader: leaderId,
    missing: replicaNodes.filter((id) => !isrNodes.includes(id)),
    // A topic with fewer replicas than min.insync.replicas is held to all of them.
    refusesWrites: isrNodes.length < Math.min(minInsyncReplicas, replicaNodes.length),
  }));
}

function offlineProblem(offline: readonly InTrouble[]): Problem {
  return {
    path: 'The partitions',
    rule: 'each have a leader',
    value: `none for ${countedNames(offline)}`,
    remedy:
      'Bring back the brokers that hold them; the one that was last in sync must be among them',
  };
}

function refusingProblem(refusing: readonly InTrouble[]): Problem {
  return {
    path: 'The partitions',
    rule: 'each have min.insync.replicas in sync, or writes with acks=all are refused',
    value: `too few for ${countedNames(refusing)}`,
    remedy: 'Bring back the brokers below, before anything else is restarted',
  };
}

function stoppingProblem(refusing: readonly InTrouble[], host: string): Problem {
  return {
    path: 'The partitions',
    rule: `keep min.insync.replicas in sync without ${host}, or its stop has writes with acks=all refused`,
    value: `too few for ${countedNames(refusing)}`,
    remedy: 'Bring back the brokers below first',
  };
}

function laggardProblem(
  id: number,
  findings: readonly InTrouble[],
  { topology, state }: { readonly topology: Topology; readonly state: CatchingUp },
): Finding {
  const behind = findings.filter(({ missing }) => missing.includes(id));
  const host = brokerHosts(topology).find(({ broker }) => broker.id === id)?.name;
  return {
    ...(host !== undefined && { host }),
    path: `Broker ${id}`,
    rule: 'be in sync in every partition that it holds',
    value: `out of sync in ${countedNames(behind)}${howFar(id, state)}`,
    remedy: `Look whether broker ${id} runs; if so, at ReplicaFetcher in its server.log`,
  };
}

/** Of what its leaders have. */
function howFar(id: number, { logBytes, leaderBytes }: CatchingUp): string {
  const [has, wants] = [Number(logBytes?.get(id) ?? 0n), Number(leaderBytes?.get(id) ?? 0n)];
  if (wants < 2 ** 20) return '';
  return `, has ${Math.floor(100 * Math.min(1, has / wants))} % of ${(wants / 2 ** 30).toFixed(1)} GiB`;
}

function countedNames(findings: readonly InTrouble[]): string {
  return `${findings.length} (${someOf(findings.map(({ name }) => name))})`;
}
