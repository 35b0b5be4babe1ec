import type { BenchCluster } from './bench-cluster';
import { KafkaTool } from './kafka-tool';

export interface ProducerLoad {
  readonly recordBytes: number;
  readonly acks: '0' | '1' | 'all';
  /** `batch.size`; below one record's size, every record is a batch. */
  readonly batchBytes: number;
  /** Records a second; left out, as many as it can. */
  readonly rate?: number;
  /** Further producer settings, `key=value`. */
  readonly settings?: readonly string[];
}

/** The `batch.size` that so many records fill: each with its own head in the batch, and the batch's. */
export function batchBytesOf(records: number, recordBytes: number): number {
  return records === 1 ? 1 : records * (recordBytes + 10) + 61;
}

/** While it is paused, the clock goes on: nothing may count as late for that. */
const PATIENCE = ['request.timeout.ms=600000', 'delivery.timeout.ms=1200000'];

/** More than it can send before it is stopped. */
const ENDLESS = '1000000000000';

/** Starts Kafka's own load generator, which sends until it is stopped. */
export function startProducer(
  cluster: BenchCluster,
  topic: string,
  { recordBytes, acks, batchBytes, rate = -1, settings = [] }: ProducerLoad,
): KafkaTool {
  return new KafkaTool(cluster, [
    'ProducerPerformance',
    ...['--topic', topic, '--num-records', ENDLESS],
    ...['--record-size', String(recordBytes), '--throughput', String(rate), '--producer-props'],
    ...[`bootstrap.servers=${cluster.bootstrapServers}`, `acks=${acks}`],
    ...[`batch.size=${batchBytes}`, ...PATIENCE, ...settings],
    ...(cluster.clientFile === undefined ? [] : ['--producer.config', cluster.clientFile]),
  ]);
}
