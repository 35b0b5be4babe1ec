import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import { formatBytes, formatDuration } from '../../terminal/quantities';
import { mend } from '../remedies';
import { bytesLeft } from './catch-up-watch';
import type { ClusterState, TopicState } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/** What is known of replicas that are not in sync, where somebody asked. */
type CatchingUp = Partial<
  Pick<ClusterState, 'adding' | 'logBytes' | 'leaderBytes' | 'catchUpRates' | 'throttled'>
>;

/** A partition in trouble. */
interface InTrouble {
  readonly name: string;
  readonly leader: number;
  readonly replicas: readonly number[];
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
export function withoutAdding({
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
    replicas: replicaNodes,
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
    value: `out of sync in ${extentOf(id, behind, findings)}${howFar(id, state)}`,
    remedy: whatToDo(id, topology, state),
  };
}

function whatToDo(
  id: number,
  topology: Topology,
  { catchUpRates, logBytes, throttled = [] }: CatchingUp,
): string {
  if ((catchUpRates?.get(id) ?? 0) > 0) return 'Wait: it fetches them from their leaders by itself';
  const look = `Look whether broker ${id} runs; if so, at ReplicaFetcher in its server.log`;
  // A throttle slows one that fetches; one that gives no answer is held up by something else.
  if (throttled.length === 0 || !logBytes?.has(id)) return look;
  return `Under a throttle nothing comes for seconds, then much at once: take it back with ${mend(topology).unthrottle}, or wait. ${look}`;
}

/** A broker whose volume came empty lacks all of it. */
function extentOf(id: number, behind: readonly InTrouble[], all: readonly InTrouble[]): string {
  const held = all.filter(({ replicas }) => replicas.includes(id)).length;
  const isAll = held === behind.length && held > 1;
  return `${isAll ? 'all of its ' : ''}${countedNames(behind)}`;
}

/** Of what its leaders have, and how long the rest takes. */
function howFar(id: number, state: CatchingUp): string {
  const { logBytes, leaderBytes, catchUpRates, throttled = [] } = state;
  const [has, wants] = [Number(logBytes?.get(id) ?? 0n), Number(leaderBytes?.get(id) ?? 0n)];
  if (wants < 2 ** 20) return '';
  const far = `, has ${Math.floor(100 * Math.min(1, has / wants))} % of ${formatBytes(wants)}`;
  const rate = catchUpRates?.get(id);
  if (rate === undefined) return far;
  if (rate <= 0) return `${far} and comes no nearer${throttled.length > 0 ? ', throttled' : ''}`;
  const seconds = bytesLeft(id, state) / rate;
  return `${far}, in sync in about ${formatDuration(seconds)} at ${formatBytes(rate)}/s`;
}

function countedNames(findings: readonly InTrouble[]): string {
  return `${findings.length} (${someOf(findings.map(({ name }) => name))})`;
}
