import { secondsOf, type BenchCluster } from './bench-cluster';
import { KafkaTool } from './kafka-tool';

/** What a consumer reached, and what it cost the brokers. */
export interface Consumed {
  /** Of its second half: the first one also measures how its JVM gets warm. */
  readonly recordsPerSecond: number;
  /** Processor time of all brokers for each record, of all that it read. */
  readonly microsPerRecord: number;
}

const REPORT_MS = 100;
const TIMEOUT_MS = 60_000;

/** Kafka's own reader, from the first record of a topic on, as fast as it can. */
export async function consume(
  cluster: BenchCluster,
  topic: string,
  records: number,
): Promise<Consumed> {
  const reports: Report[] = [];
  const secondsBefore = secondsOf(cluster);
  const tool = new KafkaTool(
    cluster,
    [
      'ConsumerPerformance',
      ...['--bootstrap-server', cluster.bootstrapServers, '--topic', topic],
      ...['--messages', String(records), '--timeout', String(TIMEOUT_MS), '--hide-header'],
      ...['--show-detailed-stats', '--reporting-interval', String(REPORT_MS)],
      ...(cluster.clientFile === undefined ? [] : ['--consumer.config', cluster.clientFile]),
    ],
    (line) => reports.push(...parseReport(line)),
  );
  await tool.finish();
  const microsPerRecord = ((secondsOf(cluster) - secondsBefore) / records) * 1e6;
  return { recordsPerSecond: rateOfSecondHalf(reports), microsPerRecord };
}

/** So many records a consumer had read by then. */
export interface Report {
  readonly atMs: number;
  readonly records: number;
}

/** A line of ConsumerPerformance: time, thread, MB, MB/s, records, and more. Nothing of another line. */
export function parseReport(line: string): readonly Report[] {
  const [time = '', , , , records = ''] = line.split(', ');
  const [, day, clock, ms] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d):(\d{3})$/.exec(time) ?? [];
  if (day === undefined || !/^\d+$/.test(records)) return [];
  return [{ atMs: Date.parse(`${day}T${clock}.${ms}Z`), records: Number(records) }];
}

/** Records a second, from the report at half of all records to the last one. */
export function rateOfSecondHalf(reports: readonly Report[]): number {
  const last = reports.at(-1);
  const half = reports.find(({ records }) => records >= (last?.records ?? 0) / 2);
  if (!last || !half || last.atMs <= half.atMs) return NaN;
  return ((last.records - half.records) / (last.atMs - half.atMs)) * 1_000;
}
