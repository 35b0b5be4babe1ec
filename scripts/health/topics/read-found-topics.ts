import { listPartitionReassignmentsV0 } from '@platformatic/kafka';
import { controllerOf, readMetadata, type Brokers } from '../../cluster-access/ask-brokers';
import { foundTopic, isSomebodys } from './found-topic';
import type { FoundTopics } from './found-topics';
import { readQuotas } from './read-quotas';
import { readTopicSettings } from './read-topic-settings';

const MOVES_LIMIT_MS = 9_000;

/**
 * Looks once at all topics and quotas of a cluster, and at the settings of the topics of its spec.
 *
 * @throws AccessError where the controller gives no answer
 */
export async function readFoundTopics(brokers: Brokers): Promise<FoundTopics> {
  const controller = await controllerOf(brokers);
  const metadata = await readMetadata(controller, 'all');
  const others = metadata.topics.filter(isSomebodys);
  const declared = new Set(brokers.topology.spec.topics.map(({ name }) => name));
  const asked = others
    .map(({ name }) => ({ name: name! }))
    .filter(({ name }) => declared.has(name));
  const [settings, quotas, moves] = await Promise.all([
    readTopicSettings(controller, asked),
    readQuotas(controller),
    controller.ask(listPartitionReassignmentsV0.api, MOVES_LIMIT_MS, null),
  ]);
  const topics = others.map((topic) => foundTopic(topic, settings.get(topic.name!)));
  return {
    topics: new Map(topics.map((topic) => [topic.name, topic])),
    quotas,
    moving: new Set(moves.topics.map(({ name }) => name)),
    registered: metadata.brokers.map(({ nodeId }) => nodeId).sort((a, b) => a - b),
  };
}
