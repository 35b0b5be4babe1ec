import type { BenchCluster } from './bench-cluster';
import { KafkaTool } from './kafka-tool';
import { createTopic, deleteTopic } from './topics';

/** Milliseconds from producing a record to reading it, one record at a time. */
export type EndToEnd = Readonly<Record<'p50' | 'p99' | 'p99.9', number>>;

/** Kafka's own tool for it, with what LinkedIn used: records of 100 bytes, acks=1. */
export async function measureEndToEnd(cluster: BenchCluster, records: number): Promise<EndToEnd> {
  const topic = await createTopic(cluster, 'end-to-end', { partitions: 1, replicationFactor: 3 });
  const lines: string[] = [];
  const args = [cluster.bootstrapServers, topic.name, String(records), '1', '100'];
  await new KafkaTool(cluster, ['EndToEndLatency', ...args], (line) => lines.push(line)).finish();
  await deleteTopic(cluster, topic);
  return parsePercentiles(lines);
}

/** @throws Error where no line has them */
export function parsePercentiles(lines: readonly string[]): EndToEnd {
  const pattern = /50th = (\d+), 99th = (\d+), 99\.9th = (\d+)/;
  const [p50, p99, p999] = lines.flatMap((line) => pattern.exec(line)?.slice(1) ?? []).map(Number);
  if (p50 === undefined || p99 === undefined || p999 === undefined) {
    throw new Error(`EndToEndLatency ended without percentiles: ${lines.slice(-5).join('\n')}`);
  }
  return { p50, p99, 'p99.9': p999 };
}
