import type { Problem } from '../../cluster/errors';
import { askEveryBroker, type Brokers } from '../cluster-access/ask-brokers';
import { readDisks, type NamedPartition } from '../moving/read-disks';

/** How large replicas were at one moment. */
export interface ReplicaSizes {
  /** By broker and partition, as in `2/events-3`; those of a broker that gives no answer are missing. */
  readonly bytes: ReadonlyMap<string, number>;
  /** When each broker, by its id, said so; of a clock that only goes forward. */
  readonly toldAtMs: ReadonlyMap<number, number>;
  /** When all had. */
  readonly atMs: number;
  /** What is known of the others. */
  readonly silent: readonly Problem[];
}

/** Asks each broker once, whatever number of topics there is. */
export async function readReplicaSizes(
  brokers: Brokers,
  partitions: readonly NamedPartition[] | 'all',
): Promise<ReplicaSizes> {
  const toldAtMs = new Map<number, number>();
  const bytes = new Map<string, number>();
  const { silent } = await askEveryBroker(brokers, async (access, { broker: { id } }) => {
    const disks = await readDisks(access, partitions);
    toldAtMs.set(id, performance.now());
    for (const { replicas } of disks) {
      // One that comes from another disk of its broker counts there, until it is all here.
      for (const replica of replicas.filter(({ isComing }) => !isComing))
        bytes.set(`${id}/${replica.name}`, replica.bytes);
    }
  });
  return { bytes, toldAtMs, atMs: performance.now(), silent };
}
