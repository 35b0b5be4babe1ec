import { brokerWithId, type Brokers } from '../cluster-access/ask-brokers';
import { collectAnswers } from '../cluster-access/collect-answers';
import { groupBy } from '../cluster-access/group-by';
import type { PartitionMove } from './planning/placement';
import { readDisks, type DiskReplica } from './read-disks';

/** Bytes of these moves that have arrived; what a broker that gives no answer has is not counted. */
export async function readArrived(
  brokers: Brokers,
  moves: readonly PartitionMove[],
): Promise<number> {
  const replicas = await readComing(brokers, moves);
  return replicas.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Whether each broker that a replica comes to has it, however little of it. */
export async function haveArrived(
  brokers: Brokers,
  moves: readonly PartitionMove[],
): Promise<boolean> {
  const coming = moves.reduce((sum, { added }) => sum + added.length, 0);
  return (await readComing(brokers, moves)).length >= coming;
}

async function readComing(
  brokers: Brokers,
  moves: readonly PartitionMove[],
): Promise<readonly DiskReplica[]> {
  const coming = moves.flatMap((move) => move.added.map(({ broker }) => ({ ...move, broker })));
  const asked = groupBy(coming, ({ broker }) => broker).map(async ([id, own]) => {
    const disks = await readDisks(brokers.kafka.broker(brokerWithId(brokers.topology, id)), own);
    return disks.flatMap(({ replicas }) => replicas);
  });
  return (await collectAnswers(asked)).answers.flat();
}
