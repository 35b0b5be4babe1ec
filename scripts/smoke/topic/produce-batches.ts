import { ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { toMessage, type Batch, type Partition, type PlacedRecord } from './smoke-records';

/** How long a broker may wait for its followers. */
const REPLICATION_TIMEOUT_MS = 5_000;

/**
 * Produces batches to the leader of a partition, one after another, each acknowledged by all in-sync
 * replicas before the next goes out. Nothing is sent twice: a failure is a finding.
 *
 * @returns the records in the places that were acknowledged
 * @throws AccessError where a batch is not acknowledged
 */
export async function produceBatches(
  leader: BrokerAccess,
  to: Partition,
  batches: readonly Batch[],
): Promise<readonly PlacedRecord[]> {
  const produced: PlacedRecord[] = [];
  for (const { compression, records } of batches) {
    const messages = records.map((record) => toMessage(record, to));
    const answer = await leader.ask(
      produceV11.api,
      ProduceAcks.ALL,
      REPLICATION_TIMEOUT_MS,
      messages,
      { compression },
    );
    const placed = typeof answer === 'object' ? answer.responses[0] : undefined;
    const baseOffset = placed?.partitionResponses[0]?.baseOffset;
    if (baseOffset === undefined) throw new Error(`Produce answered nothing of ${to.topic}.`);
    produced.push(
      ...records.map((record, index) => ({ ...record, offset: baseOffset + BigInt(index) })),
    );
  }
  return produced;
}
