import { ConfigResourceTypes, describeConfigsV4 } from '@platformatic/kafka';
import { readMetadata, type TopicMetadata } from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { TopicState } from './cluster-state';
import { isSmokeTopic } from './smoke-topic-name';

const MIN_ISR = 'min.insync.replicas';

/** Asks the controller about all topics, save those of smoke checks, which come and go meanwhile. */
export async function readTopics(controller: BrokerAccess): Promise<readonly TopicState[]> {
  const { topics } = await readMetadata(controller, 'all');
  const judged = topics.filter(({ name }) => !isSmokeTopic(name ?? ''));
  const minimum = await readMinInsyncReplicas(controller, judged);
  return judged.map((topic) => ({ topic, minInsyncReplicas: minimum.get(topic.name ?? '') ?? 1 }));
}

async function readMinInsyncReplicas(
  controller: BrokerAccess,
  topics: readonly TopicMetadata[],
): Promise<ReadonlyMap<string, number>> {
  if (topics.length === 0) return new Map();
  const resources = topics.map(({ name }) => ({
    resourceType: ConfigResourceTypes.TOPIC,
    resourceName: name ?? '',
    configurationKeys: [MIN_ISR],
  }));
  const { results } = await controller.ask(describeConfigsV4.api, resources, false, false);
  return new Map(
    results.map(({ resourceName, configs }) => [resourceName, Number(configs[0]?.value ?? 1)]),
  );
}
