import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs one of the command-line tools inside Kafka's jars and returns what it prints. */
async function runTool(
  { distribution, signal }: Pick<ToolTarget, 'distribution' | 'signal'>,
  tool: string,
  args: readonly string[],
): Promise<string> {
  const { stdout } = await run(
    'java',
    ['-Xmx512m', '-cp', `${distribution}/libs/*`, `org.apache.kafka.tools.${tool}`, ...args],
    { maxBuffer: 64 * 1024 * 1024, signal },
  );
  return stdout;
}

/** Where a tool finds Kafka, and what it works on. */
export interface ToolTarget {
  readonly distribution: string;
  readonly bootstrapServers: string;
  readonly topic: string;
  /** Ends a tool that still runs. */
  readonly signal: AbortSignal;
}

export interface TopicShape {
  readonly partitions: number;
  readonly replicationFactor: number;
}

export async function createTopic(target: ToolTarget, shape: TopicShape): Promise<void> {
  await runTool(target, 'TopicCommand', [
    ...['--bootstrap-server', target.bootstrapServers],
    ...['--create', '--topic', target.topic],
    ...['--partitions', String(shape.partitions)],
    ...['--replication-factor', String(shape.replicationFactor)],
    ...['--config', `min.insync.replicas=${Math.max(1, shape.replicationFactor - 1)}`],
  ]);
}

export async function deleteTopic(target: ToolTarget): Promise<void> {
  const args = ['--bootstrap-server', target.bootstrapServers, '--delete', '--topic', target.topic];
  await runTool(target, 'TopicCommand', args);
}

export interface ProducerLoad {
  readonly records: number;
  readonly recordBytes: number;
  /** `acks`: '1' or 'all'. */
  readonly acks: string;
  /** `batch.size`; below one record's size, every record is a batch. */
  readonly batchBytes: number;
  /** Further producer settings, `key=value`. */
  readonly settings?: readonly string[];
}

export interface ProducerFigures {
  readonly recordsPerSecond: number;
  readonly averageLatencyMs: number;
  readonly p99LatencyMs: number;
}

/** Kafka's own load generator, as fast as it can. */
export async function produce(target: ToolTarget, load: ProducerLoad): Promise<ProducerFigures> {
  const output = await runTool(target, 'ProducerPerformance', [
    ...['--topic', target.topic, '--num-records', String(load.records)],
    ...['--record-size', String(load.recordBytes), '--throughput', '-1', '--producer-props'],
    `bootstrap.servers=${target.bootstrapServers}`,
    `acks=${load.acks}`,
    `batch.size=${load.batchBytes}`,
    ...(load.settings ?? []),
  ]);
  const last = output.trim().split('\n').at(-1) ?? '';
  const [, rate, average, p99] =
    /([\d.]+) records\/sec .*?([\d.]+) ms avg latency.*?(\d+) ms 99th/.exec(last) ?? [];
  if (!rate) throw new Error(`ProducerPerformance ended with: ${last}`);
  return {
    recordsPerSecond: Number(rate),
    averageLatencyMs: Number(average),
    p99LatencyMs: Number(p99),
  };
}

/** Kafka's own reader: records a second while it fetches, without the time to join its group. */
export async function consume(target: ToolTarget, records: number): Promise<number> {
  const output = await runTool(target, 'ConsumerPerformance', [
    ...['--bootstrap-server', target.bootstrapServers, '--topic', target.topic],
    ...['--messages', String(records), '--timeout', '60000', '--hide-header'],
  ]);
  const columns = (output.trim().split('\n').at(-1) ?? '').split(',').map((cell) => cell.trim());
  const rate = Number(columns.at(-1));
  if (!(rate > 0)) throw new Error(`ConsumerPerformance ended with: ${output}`);
  return rate;
}
