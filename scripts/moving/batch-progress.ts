import { brokerWithId, type Brokers } from '../cluster-access/ask-brokers';
import { collectAnswers } from '../cluster-access/collect-answers';
import { groupBy } from './group-by';
import type { PartitionMove } from './planning/placement';
import { readDisks } from './read-disks';

/** Bytes of these moves that have arrived; what a broker that gives no answer has is not counted. */
export async function readArrived(
  brokers: Brokers,
  moves: readonly PartitionMove[],
): Promise<number> {
  const coming = moves.flatMap((move) => move.added.map(({ broker }) => ({ ...move, broker })));
  const asked = groupBy(coming, ({ broker }) => broker).map(async ([id, own]) => {
    const disks = await readDisks(brokers.kafka.broker(brokerWithId(brokers.topology, id)), own);
    return disks.flatMap(({ replicas }) => replicas).reduce((sum, { bytes }) => sum + bytes, 0);
  });
  const { answers } = await collectAnswers(asked);
  return answers.reduce((sum, bytes) => sum + bytes, 0);
}
