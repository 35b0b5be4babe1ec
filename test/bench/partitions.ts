import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { createTopic, deleteTopic, produce } from './support/kafka-tools';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { withStockSettings } from './support/stock-settings';
import { withLocalCluster } from './support/with-local-cluster';

const PARTITIONS = [2, 400, 1_200];
/** As a shipper is set up: compressed, and a little patience for fuller batches. */
const SHIPPER = ['compression.type=lz4', 'linger.ms=20'];

/** One producer with acks=all and three replicas, into topics of few and of many partitions. */
export async function partitions(options: {
  readonly records?: number;
  readonly rounds?: number;
}): Promise<string> {
  const { rounds = 1 } = options;
  const rows = {
    rendered: PARTITIONS.map(() => [] as number[]),
    stock: PARTITIONS.map(() => [] as number[]),
  };
  for (let round = 0; round < rounds; round += 1) {
    await measure(rows.rendered, options);
    await measure(rows.stock, { ...options, stock: true });
  }
  return markdownTable(
    ['partitions', 'rendered, records/s', 'stock, records/s', 'ratio'],
    PARTITIONS.map((count, index) => {
      const [ours, theirs] = [rows.rendered[index]!, rows.stock[index]!];
      const ratio = Math.max(...ours) / Math.max(...theirs);
      return [String(count), medianAndRange(ours, 0), medianAndRange(theirs, 0), ratio.toFixed(2)];
    }),
  );
}

async function measure(
  rates: readonly number[][],
  { records = 3_000_000, stock }: { readonly records?: number; readonly stock?: boolean },
): Promise<void> {
  const distribution = await ensureDistribution();
  await withLocalCluster(
    async ({ bootstrapServers, signal }) => {
      for (const [index, count] of PARTITIONS.entries()) {
        const target = { distribution, bootstrapServers, signal, topic: `wide-${count}` };
        await createTopic(target, { partitions: count, replicationFactor: 3 });
        const load = {
          records,
          recordBytes: 200,
          acks: 'all',
          batchBytes: 65_536,
          settings: SHIPPER,
        };
        // The first run opens the segments and warms the brokers up.
        await produce(target, { ...load, records: Math.ceil(records / 10) });
        const { recordsPerSecond } = await produce(target, load);
        rates[index]!.push(recordsPerSecond);
        await deleteTopic(target);
        console.error(
          `${stock ? 'stock' : 'rendered'} ${count} partitions: ${recordsPerSecond} records/s`,
        );
      }
    },
    stock ? { alter: withStockSettings } : {},
  );
}
