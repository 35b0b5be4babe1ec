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

/** What somebody published. */
interface Figure {
  readonly name: string;
  /** Records a second. */
  readonly theirs: number;
  /** Besides the machines and the number of records. */
  readonly differs: string;
}

interface ProducerCase extends Figure {
  readonly load: Load;
  /** Two of LinkedIn's cases go on with what this one has written. */
  readonly also?: (side: Side, options: BenchOptions) => Promise<readonly Row[]>;
}

type Row = readonly string[];

const CASES: readonly ProducerCase[] = [
  {
    name: 'Paper: producer, 50 records a batch',
    theirs: 400_000,
    differs: 'acks=0, for their broker answered nothing',
    load: { ...PAPER, batchBytes: batchBytesOf(50, 200) },
    also: (side) => consumerRows(side, [PAPERS_CONSUMER]),
  },
  {
    name: 'Paper: producer, a record a batch',
    theirs: 50_000,
    differs: 'acks=0, for their broker answered nothing',
    load: { ...PAPER, batchBytes: batchBytesOf(1, 200) },
  },
  {
    name: 'LinkedIn: one producer, one replica',
    theirs: 821_557,
    differs: '-',
    load: { ...LINKEDIN, replicationFactor: 1 },
  },
  {
    name: 'LinkedIn: one producer, three replicas, acks=1',
    theirs: 786_980,
    differs: '-',
    load: { ...LINKEDIN, replicationFactor: 3 },
    also: storedAndRead,
  },
  {
    name: 'LinkedIn: one producer, three replicas, acks=all',
    theirs: 421_823,
    differs: 'idempotent, and two replicas must be in sync',
    load: { ...LINKEDIN, replicationFactor: 3, acks: 'all', batchBytes: 64_000 },
  },
  {
    name: 'LinkedIn: three producers, three replicas, acks=1',
    theirs: 2_024_032,
    differs: 'producers on one machine, not on three',
    load: { ...LINKEDIN, replicationFactor: 3, producers: 3 },
  },
];

interface ConsumerCase extends Figure {
  readonly consumers: number;
}

const PAPERS_CONSUMER: ConsumerCase = {
  ...{ name: 'Paper: consumer', theirs: 22_000, consumers: 1 },
  differs: 'records come in batches, not one by one',
};
const LINKEDINS_CONSUMERS: readonly ConsumerCase[] = [
  { name: 'LinkedIn: one consumer', theirs: 940_521, consumers: 1, differs: 'in a group' },
  {
    ...{ name: 'LinkedIn: three consumers', theirs: 2_615_968, consumers: 3 },
    differs: 'on one machine, each reads all of the topic',
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
    return markdownTable(['case', 'theirs', 'ours', 'ratio', 'what differs'], rows.flat());
  });
}

async function measureCase(
  cluster: BenchCluster,
  { load, also, ...figure }: ProducerCase,
  options: BenchOptions,
): Promise<readonly Row[]> {
  const { records = 10_000_000, unbatchedRecords = records, rounds = 4 } = options;
  const count = load.batchBytes === 1 ? unbatchedRecords : records;
  return await withWarmSides([cluster], load, async ([side]) => {
    const measured = await measureInTurns([side!], { rounds, records: count });
    const rates = measured.get(side!)!.map(({ recordsPerSecond }) => recordsPerSecond);
    return [rateRow(figure, rates), ...((await also?.(side!, options)) ?? [])];
  });
}

const rateRow = ({ name, theirs, differs }: Figure, rates: readonly number[]): Row => {
  const ours = median(rates);
  return [name, formatNumber(theirs), formatNumber(ours), (ours / theirs).toFixed(2), differs];
};

/** Consumers that read what a producer left, each all of it. */
async function consumerRows(
  { cluster, topic }: Side,
  cases: readonly ConsumerCase[],
): Promise<readonly Row[]> {
  const records = await countRecords(cluster, topic);
  const rows: Row[] = [];
  for (const { consumers, ...figure } of cases) {
    const all = await Promise.all(
      Array.from({ length: consumers }, () => consume(cluster, topic.name, records)),
    );
    const rate = all.reduce((sum, { recordsPerSecond }) => sum + recordsPerSecond, 0);
    rows.push(rateRow(figure, [rate]));
  }
  return rows;
}

/** What the rate is once more is stored; consumers alone; and a consumer beside the producer. */
async function storedAndRead(side: Side, options: BenchOptions): Promise<readonly Row[]> {
  const { records = 10_000_000, rounds = 4 } = options;
  const stored = await countRecords(side.cluster, side.topic);
  const later = (await measureInTurns([side], { rounds, records })).get(side)!;
  const storedGB = (stored * LINKEDIN.recordBytes * 3) / 1e9;
  return [
    rateRow(
      {
        name: 'LinkedIn: the same, with more and more stored',
        theirs: 786_980,
        differs: `${formatNumber(storedGB, 1)} GB, not over a terabyte`,
      },
      later.map(({ recordsPerSecond }) => recordsPerSecond),
    ),
    ...(await consumerRows(side, LINKEDINS_CONSUMERS)),
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
  const name = 'LinkedIn: producer beside a consumer';
  const differs = "the producer's rate; the consumer reads what was there before";
  return rateRow({ name, theirs: 795_064, differs }, [written / seconds]);
}

const LINKEDIN_LATENCY_MS = { p50: 2, p99: 3, 'p99.9': 14 } as const;
const LATENCY_RECORDS = 20_000;

async function latencyRows(cluster: BenchCluster): Promise<readonly Row[]> {
  const ours = await measureEndToEnd(cluster, LATENCY_RECORDS);
  return (['p50', 'p99', 'p99.9'] as const).map((name) => {
    const theirs = LINKEDIN_LATENCY_MS[name];
    const ratio = (ours[name] / theirs).toFixed(2);
    const differs = name === 'p99.9' ? "with the tool's own warm-up" : 'three replicas, acks=1';
    return [`LinkedIn: end to end, ${name}`, `${theirs} ms`, `${ours[name]} ms`, ratio, differs];
  });
}
