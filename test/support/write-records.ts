import { ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { Brokers } from '../../scripts/cluster-access/ask-brokers';
import { readLedPartitions } from '../../scripts/smoke/topic/led-partitions';
import { retryFor } from '../../scripts/system/retry-for';

/** What a request gives its broker. */
const TAKE_MS = 60_000;
const WAIT = { durationMs: 600_000 };

/** Writes so many records, each of so many bytes, to each partition. */
export async function writeRecords(
  brokers: Brokers,
  topic: string,
  { records, bytes }: { readonly records: number; readonly bytes: number },
): Promise<void> {
  const led = await retryFor(WAIT, () => readLedPartitions(brokers, topic));
  const value = Buffer.alloc(bytes, 'x');
  const writes = led.map(async ({ leader, partition }) => {
    for (let record = 0; record < records; record += 1) {
      // Who leads a new partition may not know it yet.
      await retryFor(WAIT, () =>
        brokers.kafka
          .broker(leader)
          .ask(produceV11.api, ProduceAcks.ALL, TAKE_MS, [{ topic, partition, value }], {}),
      );
    }
  });
  await Promise.all(writes);
}
