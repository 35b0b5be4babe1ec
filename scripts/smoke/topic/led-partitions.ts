import type { BrokerHost } from '../../../cluster/topology';
import {
  brokerWithId,
  controllerOf,
  readMetadata,
  type Brokers,
} from '../../cluster-access/ask-brokers';
import type { PartitionToRead } from './read-partition';
import { CheckFailure } from '../check-failure';

/** A partition and the broker that leads it just now. */
export interface LedPartition extends PartitionToRead {
  readonly leader: BrokerHost;
}

/**
 * The partitions of a topic in their order, as the controller sees them.
 *
 * @throws CheckFailure where the topic is not known, or a partition has no leader
 */
export async function readLedPartitions(
  brokers: Brokers,
  topic: string,
): Promise<readonly LedPartition[]> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, [topic]);
  const { topicId, partitions = [] } = topics[0] ?? {};
  if (!topicId || partitions.length === 0) throw missing(topic, 'be there');
  return partitions
    .map(({ partitionIndex, leaderId }) => {
      if (leaderId === -1) throw missing(`${topic}-${partitionIndex}`, 'have a leader');
      const leader = brokerWithId(brokers.topology, leaderId);
      return { topic, topicId, partition: partitionIndex, leader };
    })
    .sort((a, b) => a.partition - b.partition);
}

function missing(path: string, rule: string): CheckFailure {
  return new CheckFailure([{ path, rule, remedy: 'Look at the other checks of brokers first' }]);
}
