import type { BenchOptions } from './support/bench-options';
import { withClusters, type BenchCluster, type ClusterPlan } from './support/bench-cluster';
import { comparison, type Figures } from './support/comparison';
import { consume, type Consumed } from './support/consumer';
import { formatNumber, markdownTable } from './support/markdown-table';
import type { Measured, Side } from './support/measure-window';
import { measureEach } from './support/measure-each';
import { batchBytesOf } from './support/producer';
import { measureInTurns, withWarmSides, type Load } from './support/sides';
import { median } from './support/statistics';
import { RENDERED, STOCK } from './support/stock-settings';
import { countRecords } from './support/topics';
import { turns } from './support/turns';

const RECORD_BYTES = 200;
/** One load of the comparison. */
export interface Row extends Load {
  readonly recordsPerBatch: 1 | 50;
}

/** Six partitions, with 50 records a batch and with one. */
export function rowsOf(
  kinds: readonly (readonly [replicationFactor: number, acks: Row['acks']])[],
): readonly Row[] {
  return ([50, 1] as const).flatMap((recordsPerBatch) =>
    kinds.map(([replicationFactor, acks]) => ({
      ...{ replicationFactor, acks, recordsPerBatch, partitions: 6, recordBytes: RECORD_BYTES },
      batchBytes: batchBytesOf(recordsPerBatch, RECORD_BYTES),
    })),
  );
}

const ROWS = rowsOf([
  [1, '1'],
  [3, '1'],
  [3, 'all'],
]);

/** What is compared: the second side is what the first is a ratio to. */
export interface ThroughputComparison {
  readonly plans: readonly [ClusterPlan, ClusterPlan];
  readonly rows: readonly Row[];
}

/** With fewer, a consumer is done before its JVM is warm. */
const FEWEST_TO_CONSUME = 1_000_000;

/** What one row measured, at each side. */
interface Result {
  readonly row: Row;
  readonly produced: readonly (readonly Measured[])[];
  readonly consumed: readonly (readonly Consumed[])[];
}

/** One producer, then one consumer, with six partitions: the rendered configuration beside Kafka's own. */
export async function throughput(options: BenchOptions): Promise<string> {
  return await compareThroughput({ plans: [RENDERED, STOCK], rows: ROWS }, options);
}

/** The same for any two sides. */
export async function compareThroughput(
  comparison: ThroughputComparison,
  options: BenchOptions,
): Promise<string> {
  const { signal, pairs = 2 } = options;
  const numbers = Array.from({ length: pairs }, (_, index) => index + 1);
  const results = await measureEach(numbers, signal, (number) =>
    measurePair(number, comparison, options),
  );
  return report(
    comparison,
    comparison.rows.map((row) => pooled(row, results.flat())),
  );
}

/**
 * All rows on clusters of their own: two JVMs of one configuration can end up compiled otherwise, and
 * stay so for as long as they live, so that rounds on one pair don't tell how far they stray.
 */
async function measurePair(
  number: number,
  { plans, rows }: ThroughputComparison,
  options: BenchOptions,
): Promise<readonly Result[]> {
  return await withClusters(plans, options.signal, (...clusters) =>
    measureEach(rows, options.signal, (row) => {
      const { replicationFactor, acks, recordsPerBatch } = row;
      console.error(
        `pair ${number}: ${replicationFactor} replicas, acks=${acks}, ${recordsPerBatch} a batch`,
      );
      return measureRow(clusters, row, options);
    }),
  );
}

/** The rounds of one row on all pairs, side by side. */
function pooled(row: Row, results: readonly Result[]): Result {
  const sides = [0, 1] as const;
  const own = results.filter((each) => each.row === row);
  return {
    row,
    produced: sides.map((side) => own.flatMap(({ produced }) => produced[side] ?? [])),
    consumed: sides.map((side) => own.flatMap(({ consumed }) => consumed[side] ?? [])),
  };
}

async function measureRow(
  clusters: readonly BenchCluster[],
  row: Row,
  { records = 10_000_000, unbatchedRecords = records, rounds = 4 }: BenchOptions,
): Promise<Result> {
  const count = row.recordsPerBatch === 1 ? unbatchedRecords : records;
  return await withWarmSides(clusters, row, async (sides) => {
    const measured = await measureInTurns(sides, { rounds, records: count });
    const produced = sides.map((side) => measured.get(side)!);
    return { row, produced, consumed: await consumeInTurns(sides, rounds) };
  });
}

async function consumeInTurns(
  sides: readonly Side[],
  rounds: number,
): Promise<readonly (readonly Consumed[])[]> {
  const counts = await Promise.all(sides.map(({ cluster, topic }) => countRecords(cluster, topic)));
  const consumed = sides.map(() => [] as Consumed[]);
  const fewest = Math.min(...counts);
  if (fewest < FEWEST_TO_CONSUME) return consumed;
  for (const side of turns(rounds, sides)) {
    consumed[sides.indexOf(side)]!.push(await consume(side.cluster, side.topic.name, fewest));
  }
  return consumed;
}

function report({ plans }: ThroughputComparison, results: readonly Result[]): string {
  const header = headerOf(plans);
  const idle = results.flatMap(({ produced }) => produced.flat()).map((each) => each.idleShare);
  return [
    'Produced:\n',
    table(
      header,
      results.map(({ row, produced }) => [row, ...produced] as const),
    ),
    '\nConsumed:\n',
    table(
      header,
      results.map(({ row, consumed }) => [row, ...consumed] as const),
    ),
    `\nThe cluster that waited took ${formatNumber(median(idle) * 100, 1)} % of one processor.`,
  ].join('\n');
}

const headerOf = ([ours, theirs]: ThroughputComparison['plans']): readonly string[] => [
  ...['replicas', 'acks', 'records a batch', `${ours.name}, records/s`, theirs.name, 'ratio'],
  ...[`${ours.name}, processor µs a record`, theirs.name, 'ratio'],
];

function table(
  header: readonly string[],
  rows: readonly (readonly [row: Row, ...sides: (readonly Figures[])[]])[],
): string {
  return markdownTable(
    header,
    rows.map(([{ replicationFactor, acks, recordsPerBatch }, ours = [], theirs = []]) => [
      ...[String(replicationFactor), acks, String(recordsPerBatch)],
      ...comparison(ours, theirs),
    ]),
  );
}
