import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import { readMetadata, type TopicMetadata } from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { ClusterState, TopicState } from './cluster-state';
import { isSmokeTopic } from './smoke-topic-name';

const MIN_ISR = 'min.insync.replicas';
/** Which replicas of a topic are throttled, beside the rates of their brokers. */
const THROTTLED = [
  'leader.replication.throttled.replicas',
  'follower.replication.throttled.replicas',
];

/** Asks the controller about all topics, save those of smoke checks, which come and go meanwhile. */
export async function readTopics(controller: BrokerAccess): Promise<readonly TopicState[]> {
  return (await readTopicsAndThrottles(controller)).topics;
}

/** And which of them are throttled. */
export async function readTopicsAndThrottles(
  controller: BrokerAccess,
): Promise<Pick<ClusterState, 'topics' | 'throttled'>> {
  const { topics } = await readMetadata(controller, 'all');
  const judged = topics.filter(({ name }) => !isSmokeTopic(name ?? ''));
  const settings = await readSettingsOf(controller, judged);
  const valueOf = (name: string | null | undefined, key: string) =>
    settings.get(name ?? '')?.get(key);
  return {
    topics: judged.map((topic) => ({
      topic,
      minInsyncReplicas: Number(valueOf(topic.name, MIN_ISR) ?? 1),
    })),
    throttled: judged
      .filter(({ name }) => THROTTLED.some((key) => valueOf(name, key)))
      .map(({ name }) => `topic ${name}`),
  };
}

async function readSettingsOf(
  controller: BrokerAccess,
  topics: readonly TopicMetadata[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map(({ name }) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name ?? '',
    configurationKeys: [MIN_ISR, ...THROTTLED],
  }));
  const { results } = await controller.ask(describeConfigsV4.api, resources, false, false);
  return new Map(
    results.map(({ resourceName, configs }) => [
      resourceName,
      new Map(configs.map(({ name, value }) => [name, value ?? ''])),
    ]),
  );
}
