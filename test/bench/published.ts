import type { BenchOptions } from './support/bench-options';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import { consume } from './support/consumer';
import { measureEndToEnd } from './support/end-to-end-latency';
import { formatNumber, markdownTable } from './support/markdown-table';
import { measureEach } from './support/measure-each';
import type { Side } from './support/measure-window';
import { batchBytesOf } from './support/producer';
import { measureInTurns, withWarmSides, type Load } from './support/sides';
import { median } from './support/statistics';
import { RENDERED } from './support/stock-settings';
import { countRecords } from './support/topics';

/** The Kafka paper wrote to one broker, which answered nothing. */
const PAPER = {
  ...({ partitions: 1, replicationFactor: 1, acks: '0', recordBytes: 200 } as const),
};
/** The settings of LinkedIn's published commands. */
const LINKEDIN = {
  ...({ partitions: 6, acks: '1', recordBytes: 100, batchBytes: 8_196 } as const),
  settings: ['buffer.memory=67108864'],
};

interface ProducerCase {
  readonly name: string;
  readonly theirs: number;
  readonly load: Load;
  /** Two of LinkedIn's cases go on with what this one has written. */
  readonly also?: (side: Side, options: BenchOptions) => Promise<readonly Row[]>;
}

type Row = readonly string[];

const CASES: readonly ProducerCase[] = [
  {
    name: 'Paper: producer, 50 records a batch',
    theirs: 400_000,
    load: { ...PAPER, batchBytes: batchBytesOf(50, 200) },
    also: (side) => consumerRows(side, [['Paper: consumer', 22_000, 1]]),
  },
  {
    name: 'Paper: producer, a record a batch',
    theirs: 50_000,
    load: { ...PAPER, batchBytes: batchBytesOf(1, 200) },
  },
  {
    name: 'LinkedIn: one producer, one replica',
    theirs: 821_557,
    load: { ...LINKEDIN, replicationFactor: 1 },
  },
  {
    name: 'LinkedIn: one producer, three replicas, acks=1',
    theirs: 786_980,
    load: { ...LINKEDIN, replicationFactor: 3 },
    also: storedAndRead,
  },
  {
    name: 'LinkedIn: one producer, three replicas, acks=all',
    theirs: 421_823,
    load: { ...LINKEDIN, replicationFactor: 3, acks: 'all', batchBytes: 64_000 },
  },
  {
    name: 'LinkedIn: three producers, three replicas, acks=1',
    theirs: 2_024_032,
    load: { ...LINKEDIN, replicationFactor: 3, producers: 3 },
  },
];

/** What others published of Kafka, repeated on one warm cluster of the rendered configuration. */
export async function published(options: BenchOptions): Promise<string> {
  return await withClusters([RENDERED], options.signal, async (cluster) => {
    const rows = await measureEach([...CASES, latencyRows], options.signal, async (each) => {
      if (typeof each === 'function') return await each(cluster);
      console.error(each.name);
      return await measureCase(cluster, each, options);
    });
    return markdownTable(['case', 'theirs', 'ours', 'ratio'], rows.flat());
  });
}

async function measureCase(
  cluster: BenchCluster,
  { name, theirs, load, also }: ProducerCase,
  options: BenchOptions,
): Promise<readonly Row[]> {
  const { records = 10_000_000, unbatchedRecords = records, rounds = 4 } = options;
  const count = load.batchBytes === 1 ? unbatchedRecords : records;
  return await withWarmSides([cluster], load, async ([side]) => {
    const measured = await measureInTurns([side!], { rounds, records: count });
    const rates = measured.get(side!)!.map(({ recordsPerSecond }) => recordsPerSecond);
    return [rateRow(name, theirs, rates), ...((await also?.(side!, options)) ?? [])];
  });
}

const rateRow = (name: string, theirs: number, rates: readonly number[]): Row => {
  const ours = median(rates);
  return [name, formatNumber(theirs), formatNumber(ours), (ours / theirs).toFixed(2)];
};

/** Consumers that read what a producer left, each all of it. */
async function consumerRows(
  { cluster, topic }: Side,
  cases: readonly (readonly [name: string, theirs: number, consumers: number])[],
): Promise<readonly Row[]> {
  const records = await countRecords(cluster, topic);
  const rows: Row[] = [];
  for (const [name, theirs, consumers] of cases) {
    const all = await Promise.all(
      Array.from({ length: consumers }, () => consume(cluster, topic.name, records)),
    );
    const rate = all.reduce((sum, { recordsPerSecond }) => sum + recordsPerSecond, 0);
    rows.push(rateRow(name, theirs, [rate]));
  }
  return rows;
}

/** What the rate is once more is stored; consumers alone; and a consumer beside the producer. */
async function storedAndRead(side: Side, options: BenchOptions): Promise<readonly Row[]> {
  const { records = 10_000_000, rounds = 4 } = options;
  const stored = await countRecords(side.cluster, side.topic);
  const later = (await measureInTurns([side], { rounds, records })).get(side)!;
  const storedGB = (stored * LINKEDIN.recordBytes * 3) / 1e9;
  const consumers = await consumerRows(side, [
    ['LinkedIn: one consumer', 940_521, 1],
    ['LinkedIn: three consumers', 2_615_968, 3],
  ]);
  return [
    rateRow(
      `LinkedIn: the producer of the row above, with ${formatNumber(storedGB, 1)} GB stored`,
      786_980,
      later.map(({ recordsPerSecond }) => recordsPerSecond),
    ),
    ...consumers,
    await producerAndConsumer(side),
  ];
}

async function producerAndConsumer(side: Side): Promise<Row> {
  const { cluster, topic, producers } = side;
  const before = await countRecords(cluster, topic);
  for (const producer of producers) producer.resume();
  const start = performance.now();
  await consume(cluster, topic.name, before);
  const seconds = (performance.now() - start) / 1_000;
  const written = (await countRecords(cluster, topic)) - before;
  for (const producer of producers) producer.pause();
  return rateRow('LinkedIn: producer beside a consumer', 795_064, [written / seconds]);
}

const LINKEDIN_LATENCY_MS = { p50: 2, p99: 3, 'p99.9': 14 } as const;
const LATENCY_RECORDS = 20_000;

async function latencyRows(cluster: BenchCluster): Promise<readonly Row[]> {
  const ours = await measureEndToEnd(cluster, LATENCY_RECORDS);
  return (['p50', 'p99', 'p99.9'] as const).map((name) => {
    const theirs = LINKEDIN_LATENCY_MS[name];
    const ratio = (ours[name] / theirs).toFixed(2);
    return [`LinkedIn: end to end, ${name}`, `${theirs} ms`, `${ours[name]} ms`, ratio];
  });
}
