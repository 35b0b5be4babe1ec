import { duplicates } from '../checks/duplicates';
import type { Problem } from '../errors';
import { resolveRetention, resolveTopicDefaults } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { resolveTopic, type ResolvedTopic } from '../topics/resolve-topics';
import { isInternalTopic, metricName, SMOKE_TOPIC_PREFIX } from '../topics/topic-names';

type TopicsOfSpec = Pick<KafkaClusterSpec, 'topics' | 'topicDefaults' | 'retention'>;

const nameAt = (index: number) => `topics[${index}].name`;

/** Each topic stands once, under a name that is free in Kafka. */
export function topicNamesFree({ topics = [] }: KafkaClusterSpec): readonly Problem[] {
  const names = topics.map(({ name }) => name);
  return [
    ...duplicates(names, nameAt, 'Leave one of them out'),
    ...names.flatMap((name, index) => [...taken(name, index), ...collision(names, index)]),
  ];
}

function taken(name: string, index: number): readonly Problem[] {
  const owner = isInternalTopic(name)
    ? "that of one of Kafka's own topics"
    : name.startsWith(SMOKE_TOPIC_PREFIX)
      ? `of a smoke check's topic, which begins with ${SMOKE_TOPIC_PREFIX}`
      : undefined;
  if (owner === undefined) return [];
  return [{ path: nameAt(index), rule: `not be ${owner}`, value: name, remedy: 'Leave it out' }];
}

function collision(names: readonly string[], index: number): readonly Problem[] {
  const name = names[index]!;
  const other = names.findIndex((each) => metricName(each) === metricName(name));
  if (other === index || names[other] === name) return [];
  return [
    {
      path: nameAt(index),
      rule: `differ from ${nameAt(other)} ('${names[other]}') in more than dots and underscores, which are the same in Kafka's metrics`,
      value: name,
      remedy: 'Rename one of them',
    },
  ];
}

/** The topics of a spec with what they leave open. */
export function resolvedTopics({ topics = [], ...spec }: TopicsOfSpec): readonly ResolvedTopic[] {
  const around = {
    retention: resolveRetention(spec.retention),
    topicDefaults: resolveTopicDefaults(spec.topicDefaults),
  };
  return topics.map((topic) => resolveTopic(topic, around));
}

/** Each topic finds as many brokers as it has replicas, and can be written to. */
export function topicReplicasFit(spec: KafkaClusterSpec): readonly Problem[] {
  const { length: brokers } = spec.brokers;
  return resolvedTopics(spec).flatMap(({ replicationFactor, minInsyncReplicas }, index) => {
    const given = spec.topics![index]!;
    const problems: Problem[] = [];
    // That of topicDefaults is told there.
    if (given.replicationFactor !== undefined && replicationFactor > brokers) {
      problems.push({
        path: `topics[${index}].replicationFactor`,
        rule: `be at most the number of brokers (${brokers})`,
        value: replicationFactor,
        remedy: `Add brokers, or set it to ${Math.max(brokers, 1)}`,
      });
    }
    if (minInsyncReplicas > replicationFactor) {
      problems.push({
        path: `topics[${index}].minInsyncReplicas`,
        rule: `be at most the replicas of the topic (${replicationFactor}), or no write with acks=all is ever taken`,
        value: minInsyncReplicas,
        remedy: `Set it to ${Math.max(1, replicationFactor - 1)}`,
      });
    }
    return problems;
  });
}

/** All topics together are part of the partitions that the capacity check counts with. */
export function topicsAreCounted(spec: KafkaClusterSpec): readonly Problem[] {
  const declared = resolvedTopics(spec).reduce((sum, { partitions }) => sum + partitions, 0);
  if (declared <= spec.workload.partitions) return [];
  return [
    {
      path: 'workload.partitions',
      rule: `count at least the ${declared.toLocaleString('en')} partitions of \`topics\``,
      value: spec.workload.partitions,
      remedy: `Set it to ${declared}, and more for topics that stand in no spec`,
    },
  ];
}

/** A topic that bears no restart of a broker, or no loss of a rack: legal, but worth a word. */
export function topicsBearNoLoss(spec: KafkaClusterSpec): readonly Problem[] {
  const racks = new Set(spec.brokers.map(({ rack }) => rack)).size;
  const defaults = resolveTopicDefaults(spec.topicDefaults);
  return resolvedTopics(spec).flatMap(({ name, replicationFactor, minInsyncReplicas }, index) => {
    const path = `topics[${index}].minInsyncReplicas`;
    const value = `${minInsyncReplicas} of ${replicationFactor} for '${name}'`;
    if (minInsyncReplicas >= replicationFactor) {
      return [
        {
          ...{ path, value },
          rule: `be below the replicas of the topic, or every restart of a broker ${replicationFactor === 1 ? 'stops some of its partitions' : 'refuses its writes'}`,
          remedy: 'Give it more replicas, or accept that',
        },
      ];
    }
    const isOfDefaults =
      replicationFactor === defaults.replicationFactor &&
      minInsyncReplicas === defaults.minInsyncReplicas;
    const left = replicationFactor - Math.ceil(replicationFactor / racks);
    if (isOfDefaults || left >= minInsyncReplicas) return [];
    return [
      {
        ...{ path, value },
        rule: `be left in sync when one of ${racks} racks is lost`,
        remedy: `Spread the brokers over ${replicationFactor} racks, or accept that the loss of a rack stops its writes`,
      },
    ];
  });
}
