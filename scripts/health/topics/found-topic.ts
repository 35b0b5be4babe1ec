import { isInternalTopic } from '../../../cluster/topics/topic-names';
import type { TopicMetadata } from '../../cluster-access/ask-brokers';
import { isSmokeTopic } from '../smoke-topic-name';
import type { FoundSettings, FoundTopic } from './found-topics';

/** Whether a topic is somebody's: not Kafka's own, and not that of a smoke check. */
export function isSomebodys({ name, isInternal }: TopicMetadata): boolean {
  return !!name && !isInternal && !isInternalTopic(name) && !isSmokeTopic(name);
}

/** A topic as Metadata and its settings show it. */
export function foundTopic(
  { name, partitions }: TopicMetadata,
  settings: FoundSettings = new Map(),
): FoundTopic {
  return {
    name: name!,
    partitions: partitions
      .map(({ partitionIndex, leaderId, replicaNodes, isrNodes }) => ({
        ...{ index: partitionIndex, leader: leaderId },
        ...{ replicas: replicaNodes, inSync: isrNodes },
      }))
      .sort((a, b) => a.index - b.index),
    settings,
  };
}
