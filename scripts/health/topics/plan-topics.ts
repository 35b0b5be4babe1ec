import type { Problem } from '../../../cluster/errors';
import { entityText, type ResolvedQuota } from '../../../cluster/topics/resolve-quotas';
import type { ResolvedTopic } from '../../../cluster/topics/resolve-topics';
import { metricName } from '../../../cluster/topics/topic-names';
import { brokerHosts, type Topology } from '../../../cluster/topology';
import type { FoundTopic, FoundTopics } from './found-topics';
import { planConfig } from './plan-config';
import { planReplicas } from './plan-replicas';
import type { StepOfQuota, StepOfTopic, TopicStep } from './topic-steps';

/** How a cluster's topics and quotas differ from its spec, as data: nothing is done by making it. */
export interface TopicPlan {
  readonly steps: readonly TopicStep[];
  /** What differs and can't be mended. */
  readonly problems: readonly Problem[];
  /** Topics that a spec had before and has no more: they stay, and nobody looks after them. */
  readonly unmanaged: readonly string[];
  /** Topics that never stood in a spec, as far as is known. */
  readonly foreign: readonly string[];
  /** Quotas that stand in no spec, and are left alone. */
  readonly foreignQuotas: readonly string[];
}

/** Compares what a cluster has with what its spec says. */
export function planTopics(topology: Topology, found: FoundTopics): TopicPlan {
  const { topics, quotas } = topology.spec;
  const declared = new Set(topics.map(({ name }) => name));
  const others = [...found.topics.keys()].filter((name) => !declared.has(name)).sort();
  const managed = new Set(found.managed?.topics);
  const differences = topics.map((topic) => difference(topic, found, topology));
  return {
    steps: [...differences.flatMap(({ steps }) => steps), ...quotaSteps(quotas, found)],
    problems: differences.flatMap(({ problems }) => problems),
    unmanaged: others.filter((name) => managed.has(name)),
    foreign: others.filter((name) => !managed.has(name)),
    foreignQuotas: foreignQuotas(quotas, found),
  };
}

interface Difference {
  readonly steps: readonly StepOfTopic[];
  readonly problems: readonly Problem[];
}

function difference(wanted: ResolvedTopic, found: FoundTopics, topology: Topology): Difference {
  const topic = found.topics.get(wanted.name);
  if (!topic) return creation(wanted, found);
  const { partitions } = topic;
  if (partitions.length > wanted.partitions) {
    const rest = planConfig(topology.spec.kafkaVersion, wanted, topic);
    return { steps: rest, problems: [tooMany(wanted, topic)] };
  }
  const grow: readonly StepOfTopic[] =
    partitions.length === wanted.partitions
      ? []
      : [{ kind: 'grow', topic: topic.name, from: partitions.length, to: wanted.partitions }];
  return {
    steps: [
      ...planConfig(topology.spec.kafkaVersion, wanted, topic),
      ...replicaStep(wanted, topic, { found, topology }),
      ...grow,
    ],
    problems: [],
  };
}

function creation(wanted: ResolvedTopic, { topics }: FoundTopics): Difference {
  const { name } = wanted;
  const other = [...topics.keys()].find((each) => metricName(each) === metricName(name));
  if (other === undefined)
    return { steps: [{ kind: 'create', topic: name, wanted }], problems: [] };
  const problem: Problem = {
    path: `topic ${name}`,
    rule: 'differ from every topic of the cluster in more than dots and underscores, or Kafka refuses it',
    value: `'${other}' in the cluster`,
    remedy: 'Give it another name in the spec',
  };
  return { steps: [], problems: [problem] };
}

function tooMany({ name, partitions }: ResolvedTopic, topic: FoundTopic): Problem {
  const { length } = topic.partitions;
  return {
    path: `topic ${name}`,
    rule: `have the ${partitions} partitions of the spec, and Kafka can't take any away`,
    value: length,
    remedy: `Set partitions to ${length} in the spec, or make another topic and move producers and consumers`,
  };
}

function replicaStep(
  { replicationFactor }: ResolvedTopic,
  { name, partitions }: FoundTopic,
  { found, topology }: { readonly found: FoundTopics; readonly topology: Topology },
): readonly StepOfTopic[] {
  if (found.moving.has(name)) return [];
  const brokers = brokerHosts(topology)
    .map(({ broker, rack }) => ({ id: broker.id, rack }))
    .filter(({ id }) => found.registered.includes(id));
  const moved = planReplicas(partitions, brokers, replicationFactor);
  if (moved.length === 0) return [];
  const fewer = moved.some(
    ({ index, replicas }) =>
      replicas.length < partitions.find((each) => each.index === index)!.replicas.length,
  );
  const step = { kind: 'replicas', topic: name, to: replicationFactor, moved } as const;
  return [fewer ? { ...step, loses: 'copies of its records' } : step];
}

function quotaSteps(
  wanted: readonly ResolvedQuota[],
  { quotas, managed }: FoundTopics,
): readonly StepOfQuota[] {
  const declared = new Set(wanted.map(({ entity }) => entityText(entity)));
  const gone = quotas
    .filter(({ entity }) => managed?.quotas.includes(entityText(entity)))
    .filter(({ entity }) => !declared.has(entityText(entity)))
    .map(({ entity }) => ({ entity, limits: {} }));
  return [...wanted, ...gone].flatMap((quota) => quotaStepsOf(quota, quotas));
}

function quotaStepsOf(
  { entity, limits }: ResolvedQuota,
  quotas: readonly ResolvedQuota[],
): readonly StepOfQuota[] {
  const name = entityText(entity);
  const before = quotas.find((each) => entityText(each.entity) === name)?.limits ?? {};
  return [...new Set([...Object.keys(limits), ...Object.keys(before)])]
    .filter((key) => limits[key] !== before[key])
    .map((key) => {
      const [from, to] = [before[key], limits[key]];
      return {
        ...({ kind: 'quota', entity, key } as const),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
      };
    });
}

function foreignQuotas(
  wanted: readonly ResolvedQuota[],
  { quotas, managed }: FoundTopics,
): readonly string[] {
  const known = new Set([
    ...wanted.map(({ entity }) => entityText(entity)),
    ...(managed?.quotas ?? []),
  ]);
  return quotas.map(({ entity }) => entityText(entity)).filter((name) => !known.has(name));
}
