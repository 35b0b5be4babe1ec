import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { consume, createTopic, deleteTopic, produce } from './support/kafka-tools';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { withStockSettings } from './support/stock-settings';
import { withLocalCluster } from './support/with-local-cluster';

const RECORD_BYTES = 200;
/** Record, its headers in a batch, and the batch's own: so that 50 fill one. */
const BATCH_OF_50_BYTES = 50 * (RECORD_BYTES + 10) + 61;

interface Load {
  readonly replicationFactor: number;
  readonly acks: string;
  readonly recordsPerBatch: 1 | 50;
}

const LOADS: readonly Load[] = ([50, 1] as const).flatMap((recordsPerBatch) => [
  { replicationFactor: 1, acks: '1', recordsPerBatch },
  { replicationFactor: 3, acks: '1', recordsPerBatch },
  { replicationFactor: 3, acks: 'all', recordsPerBatch },
]);

export interface ThroughputOptions {
  /** Records of each run in batches of 50. @default 10 million, as in the Kafka paper */
  readonly records?: number;
  /** Records of each run with one record a batch, which is some twenty times slower. @default as `records` */
  readonly unbatchedRecords?: number;
  readonly rounds?: number;
}

/** Rates of one load under one configuration, a value for each round. */
interface Rates {
  readonly produced: number[];
  readonly consumed: number[];
}

/**
 * One producer and one consumer against six partitions: the rendered configuration and Kafka's
 * stock server.properties in turn, on fresh clusters with the same heaps.
 */
export async function throughput(options: ThroughputOptions): Promise<string> {
  const { rounds = 1 } = options;
  const rendered = LOADS.map(newRates);
  const stock = LOADS.map(newRates);
  for (let round = 0; round < rounds; round += 1) {
    await measureAll(rendered, options);
    await measureAll(stock, { ...options, stock: true });
  }
  return markdownTable(
    [
      'replicas',
      'acks',
      'records a batch',
      'produced, rendered',
      'stock',
      'ratio',
      'consumed, rendered',
      'stock',
      'ratio',
    ],
    LOADS.map((load, index) => [
      String(load.replicationFactor),
      load.acks,
      String(load.recordsPerBatch),
      ...compared(rendered[index]!.produced, stock[index]!.produced),
      ...compared(rendered[index]!.consumed, stock[index]!.consumed),
    ]),
  );
}

const newRates = (): Rates => ({ produced: [], consumed: [] });

function compared(ours: readonly number[], theirs: readonly number[]): readonly string[] {
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
  return [
    medianAndRange(ours, 0),
    medianAndRange(theirs, 0),
    (median(ours) / median(theirs)).toFixed(2),
  ];
}

async function measureAll(
  rates: readonly Rates[],
  options: ThroughputOptions & { readonly stock?: boolean },
): Promise<void> {
  const { records = 10_000_000, unbatchedRecords = records, stock } = options;
  const distribution = await ensureDistribution();
  await withLocalCluster(
    async ({ bootstrapServers, signal }) => {
      for (const [index, load] of LOADS.entries()) {
        const target = { distribution, bootstrapServers, signal, topic: `load-${index}` };
        const count = load.recordsPerBatch === 1 ? unbatchedRecords : records;
        await createTopic(target, { partitions: 6, replicationFactor: load.replicationFactor });
        const { recordsPerSecond } = await produce(target, {
          records: count,
          recordBytes: RECORD_BYTES,
          acks: load.acks,
          batchBytes: load.recordsPerBatch === 1 ? 1 : BATCH_OF_50_BYTES,
        });
        rates[index]!.produced.push(recordsPerSecond);
        rates[index]!.consumed.push(await consume(target, count));
        await deleteTopic(target);
        console.error(
          `${stock ? 'stock' : 'rendered'} ${JSON.stringify(load)}: ${recordsPerSecond} records/s`,
        );
      }
    },
    stock ? { alter: withStockSettings } : {},
  );
}
