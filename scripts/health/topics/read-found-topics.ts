import {
  ConfigResourceTypes,
  ConfigSources,
  describeClientQuotasV1,
  describeConfigsV4,
  listPartitionReassignmentsV0,
} from '@platformatic/kafka';
import { isInternalTopic } from '../../../cluster/topics/topic-names';
import type { ResolvedQuota } from '../../../cluster/topics/resolve-quotas';
import {
  findController,
  readMetadata,
  type Brokers,
  type TopicMetadata,
} from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { isSmokeTopic } from '../cluster/smoke-topic-name';
import type { EffectiveSetting } from '../cluster/judge-settings';
import type { FoundSetting, FoundTopic, FoundTopics } from './found-topics';

const MOVES_LIMIT_MS = 9_000;

/**
 * Looks once at all topics and quotas of a cluster, and at the settings of the topics of its spec.
 *
 * @throws AccessError where the controller gives no answer
 */
export async function readFoundTopics(brokers: Brokers): Promise<FoundTopics> {
  const controller = brokers.kafka.broker(await findController(brokers));
  const metadata = await readMetadata(controller, 'all');
  const seen = metadata.topics.filter(({ name, isInternal }) => name && !isInternal);
  const others = seen.filter(({ name }) => !isInternalTopic(name!) && !isSmokeTopic(name!));
  const declared = new Set(brokers.topology.spec.topics.map(({ name }) => name));
  const names = others.map(({ name }) => name!).filter((name) => declared.has(name));
  const [settings, quotas, moves] = await Promise.all([
    readTopicSettings(controller, names),
    readQuotas(controller),
    controller.ask(listPartitionReassignmentsV0.api, MOVES_LIMIT_MS, null),
  ]);
  const topics = others.map((topic) => foundTopic(topic, settings));
  return {
    topics: new Map(topics.map((topic) => [topic.name, topic])),
    quotas,
    moving: new Set(moves.topics.map(({ name }) => name)),
    registered: metadata.brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b),
  };
}

type SettingsOfTopics = ReadonlyMap<string, ReadonlyMap<string, FoundSetting>>;

function foundTopic({ name, partitions }: TopicMetadata, settings: SettingsOfTopics): FoundTopic {
  return {
    name: name!,
    partitions: partitions
      .map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        ...{ index: partitionIndex, leader: leaderId },
        ...{ replicas: replicaNodes, inSync: isrNodes },
      }))
      .sort((a, b) => a.index - b.index),
    settings: settings.get(name!) ?? new Map(),
  };
}

async function readTopicSettings(
  controller: BrokerAccess,
  names: readonly string[],
): Promise<SettingsOfTopics> {
  if (names.length === 0) return new Map();
  const asked = names.map((resourceName) => ({
    ...{ resourceType: ConfigResourceTypes.TOPIC, resourceName },
    configurationKeys: null,
  }));
  const { results } = await controller.ask(describeConfigsV4.api, asked, true, false);
  return new Map(
    results.map(({ resourceName, configs }) => [
      resourceName,
      new Map(configs.map((setting) => [setting.name, foundSetting(setting)])),
    ]),
  );
}

function foundSetting({ value, configSource, synonyms }: EffectiveSetting): FoundSetting {
  const isOwn = configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG;
  const next = synonyms.find(({ source }) => source !== ConfigSources.DYNAMIC_TOPIC_CONFIG);
  return { value: value ?? '', isOwn, otherwise: (isOwn ? next?.value : value) ?? '' };
}

async function readQuotas(controller: BrokerAccess): Promise<readonly ResolvedQuota[]> {
  const { entries } = await controller.ask(describeClientQuotasV1.api, [], false);
  return (entries ?? []).map(({ entity, values }) => ({
    entity: Object.fromEntries(
      entity.map(({ entityType, entityName }) => [entityType, entityName]),
    ),
    limits: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }));
}
