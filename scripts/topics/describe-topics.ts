import { isInternalTopic } from '../../cluster/topics/topic-names';
import type { Topology } from '../../cluster/topology';
import { countPartitions } from '../health/cluster/count-partitions';
import { judgeReplication, withoutAdding } from '../health/cluster/judge-replication';
import type { ClusterState, TopicState } from '../health/cluster/cluster-state';
import { foundTopicsOf } from '../health/cluster/found-topics-of';
import type { FoundSettings } from '../health/topics/found-topics';
import { judgeTopics } from '../health/topics/judge-topics';
import { planTopics, type TopicPlan } from '../health/topics/plan-topics';
import { describeStep, type StepOfTopic, type TopicStep } from '../health/topics/topic-steps';
import type {
  BrokerShare,
  DescribedPartition,
  DescribedTopic,
  DescribedTopics,
  TopicOrigin,
} from './described-topics';
import type { ReplicaSizes } from './replica-sizes';
import { ratesBetween, type TopicRate } from './topic-rates';

/** What one look at topics brought. */
export interface SeenTopicsOnDisk extends Pick<
  ClusterState,
  'topics' | 'topicSettings' | 'quotas' | 'registered' | 'adding' | 'managed'
> {
  /** Undefined for all. */
  readonly only: ReadonlySet<string> | undefined;
  /** One look at their sizes, or two, from which their rates are known. */
  readonly sizes: readonly [ReplicaSizes, ReplicaSizes?];
}

/** Tells of topics what a look brought, and judges them as all tools do. */
export function describeTopics(
  topology: Topology,
  seen: SeenTopicsOnDisk,
): Omit<DescribedTopics, 'at'> {
  const isAsked = (name: string) => seen.only?.has(name) ?? true;
  const states = seen.topics.filter(({ topic }) => isAsked(topic.name ?? ''));
  const found = foundTopicsOf({ ...seen, reassignments: [...seen.adding.keys()] });
  const plan = onlyOf(planTopics(topology, found), isAsked);
  const rates = ratesBetween(states, ...seen.sizes);
  const { adding } = seen;
  const context = { topology, seen, plan, rates };
  return {
    clusterName: topology.spec.clusterName,
    watchedSeconds: seen.sizes[1] ? (seen.sizes[1].atMs - seen.sizes[0].atMs) / 1_000 : 0,
    problems: [
      ...(seen.sizes[1] ?? seen.sizes[0]).silent,
      ...judgeReplication({ topology, state: { topics: states, adding } }),
      ...judgeTopics(plan, topology),
    ],
    topics: states.map((state) => describe(state, context)).sort(gravestFirst),
  };
}

interface PlannedTopics extends Omit<TopicPlan, 'steps'> {
  readonly steps: readonly StepOfTopic[];
}

/** Without what it says of quotas, and of topics that nobody asked about. */
function onlyOf(plan: TopicPlan, isAsked: (name: string) => boolean): PlannedTopics {
  const isOfTopic = (step: TopicStep): step is StepOfTopic => step.kind !== 'quota';
  return {
    ...plan,
    steps: plan.steps.filter(isOfTopic).filter(({ topic }) => isAsked(topic)),
    problems: plan.problems.filter(({ path }) => isAsked(path.replace(/^topic /, ''))),
  };
}

interface Context {
  readonly topology: Topology;
  readonly seen: SeenTopicsOnDisk;
  readonly plan: PlannedTopics;
  readonly rates: ReadonlyMap<string, TopicRate>;
}

function describe(state: TopicState, { topology, seen, plan, rates }: Context): DescribedTopic {
  const name = state.topic.name ?? '';
  const settings: FoundSettings = seen.topicSettings.get(name) ?? new Map();
  const partitions = partitionsOf(state, seen);
  const replicas = partitions.flatMap((partition) => partition.replicas);
  const counts = countPartitions({
    topics: withoutAdding({ topics: [state], adding: seen.adding }),
    reassignments: partitions
      .map(({ index }) => `${name}-${index}`)
      .filter((partition) => seen.adding.has(partition)),
  });
  const rate = rates.get(name);
  return {
    name,
    origin: originOf(state, topology, plan),
    partitions,
    replicationFactor: Math.min(
      ...partitions.map((each) => each.replicas.filter(({ isComing }) => !isComing).length),
    ),
    minInsyncReplicas: state.minInsyncReplicas,
    cleanupPolicy: settings.get('cleanup.policy')?.value ?? 'delete',
    retentionMs: limitOf(settings, 'retention.ms'),
    retentionBytes: limitOf(settings, 'retention.bytes'),
    sizeBytes: sum(replicas.map(({ sizeBytes = 0 }) => sizeBytes)),
    leaderBytes: sum(partitions.map(leaderBytesOf)),
    unknownReplicas: replicas.filter(({ sizeBytes }) => sizeBytes === undefined).length,
    bytesInPerSecond: rate?.bytesPerSecond,
    watchedPartitions: rate?.partitions ?? 0,
    brokers: [...new Set(replicas.map(({ broker }) => broker))]
      .sort((a, b) => a - b)
      .map((id) => shareOf(id, partitions)),
    trouble: {
      leaderless: counts.leaderless,
      underMinInsync: counts.underMinInsync,
      underReplicated: counts.underReplicated,
      reassigning: counts.reassigning,
    },
    differences: plan.steps.filter(({ topic }) => topic === name).map(describeStep),
    ownSettings: Object.fromEntries(
      [...settings].filter(([, { isOwn }]) => isOwn).map(([key, { value }]) => [key, value]),
    ),
  };
}

function originOf(
  { topic }: TopicState,
  { spec }: Topology,
  { unmanaged }: Pick<TopicPlan, 'unmanaged'>,
): TopicOrigin {
  const name = topic.name ?? '';
  if (topic.isInternal || isInternalTopic(name)) return 'kafka';
  if (spec.topics.some((each) => each.name === name)) return 'spec';
  return unmanaged.includes(name) ? 'former-spec' : 'other';
}

function partitionsOf(
  { topic }: TopicState,
  { adding, sizes }: SeenTopicsOnDisk,
): readonly DescribedPartition[] {
  const { bytes } = sizes[1] ?? sizes[0];
  return [...topic.partitions]
    .sort((a, b) => a.partitionIndex - b.partitionIndex)
    .map(({ partitionIndex: index, leaderId, replicaNodes, isrNodes }) => {
      const name = `${topic.name}-${index}`;
      const added = adding.get(name) ?? [];
      return {
        index,
        leader: leaderId === -1 ? undefined : leaderId,
        replicas: replicaNodes.map((broker) => ({
          broker,
          inSync: isrNodes.includes(broker),
          isComing: added.includes(broker) && !isrNodes.includes(broker),
          sizeBytes: bytes.get(`${broker}/${name}`),
        })),
      };
    });
}

const leaderBytesOf = ({ leader, replicas }: DescribedPartition): number =>
  replicas.find(({ broker }) => broker === leader)?.sizeBytes ?? 0;

function shareOf(id: number, partitions: readonly DescribedPartition[]): BrokerShare {
  const held = partitions.flatMap(({ replicas }) => replicas.filter(({ broker }) => broker === id));
  const known = held.filter(({ sizeBytes }) => sizeBytes !== undefined);
  return {
    id,
    leads: partitions.filter(({ leader }) => leader === id).length,
    replicas: held.length,
    outOfSync: held.filter(({ inSync, isComing }) => !inSync && !isComing).length,
    sizeBytes: known.length === 0 ? undefined : sum(known.map(({ sizeBytes = 0 }) => sizeBytes)),
  };
}

/** Kafka has -1 for none. */
function limitOf(settings: FoundSettings, key: string): number | undefined {
  const limit = Number(settings.get(key)?.value ?? -1);
  return limit < 0 ? undefined : limit;
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** Gravest first: who can't be read, then who can't be written, and so on; then the largest. */
function gravestFirst(one: DescribedTopic, other: DescribedTopic): number {
  const weights = ({ trouble, differences, sizeBytes }: DescribedTopic) => [
    ...[trouble.leaderless, trouble.underMinInsync, trouble.underReplicated],
    ...[differences.length, sizeBytes],
  ];
  const [ofOne, ofOther] = [weights(one), weights(other)];
  const at = ofOne.findIndex((weight, index) => weight !== ofOther[index]);
  if (at === -1) return one.name < other.name ? -1 : 1;
  return ofOther[at]! - ofOne[at]!;
}
