import { findController, type Brokers } from '../cluster-access/ask-brokers';
import { electPreferredLeadersV2, type TopicPartitions } from '../cluster-access/elect-leaders';

const LIMIT_MS = 30_000;

/**
 * Gives leadership of these partitions to the first of their replicas. Where one can't lead right now
 * another goes on leading, which health tells.
 */
export async function electPreferred(
  brokers: Brokers,
  topics: readonly TopicPartitions[],
): Promise<void> {
  if (topics.length === 0) return;
  const controller = brokers.kafka.broker(await findController(brokers));
  await controller.ask(electPreferredLeadersV2, topics, LIMIT_MS);
}
