import { describeLogDirsV4 } from '@platformatic/kafka';
import { brokerWithId, type Brokers } from '../cluster-access/ask-brokers';
import { collectAnswers } from '../cluster-access/collect-answers';
import type { PartitionMove } from './planning/placement';
import { groupBy } from './group-by';

/** Bytes of these moves that have arrived; what a broker that gives no answer has is not counted. */
export async function readArrived(
  brokers: Brokers,
  moves: readonly PartitionMove[],
): Promise<number> {
  const coming = moves.flatMap((move) => move.added.map(({ broker }) => ({ ...move, broker })));
  const asked = groupBy(coming, ({ broker }) => broker).map(async ([id, own]) => {
    const topics = groupBy(own, ({ topic }) => topic).map(([name, partitions]) => ({
      name,
      partitions: partitions.map(({ index }) => index),
    }));
    const access = brokers.kafka.broker(brokerWithId(brokers.topology, id));
    const { results } = await access.ask(describeLogDirsV4.api, topics);
    return results
      .flatMap((disk) => disk.topics)
      .flatMap(({ partitions }) => partitions)
      .reduce((sum, { partitionSize }) => sum + Number(partitionSize), 0);
  });
  const { answers } = await collectAnswers(asked);
  return answers.reduce((sum, bytes) => sum + bytes, 0);
}
