import { readFileSync } from 'node:fs';
import { brokerHosts } from '../../../cluster/topology';
import { scrape, type Sample } from '../../support/scrape';
import { secondsOf, type BenchCluster } from './bench-cluster';

/** What all brokers have seen of clients so far, by their own metrics. */
export interface SeenByBrokers {
  readonly atMs: number;
  readonly processorSeconds: number;
  readonly produceRequests: number;
  /** Of followers, which copy. */
  readonly fetchRequests: number;
  /** As they came, compressed. */
  readonly bytesIn: number;
  /** At the listener of clients. */
  readonly connections: number;
  /** Of the broker where it is longest, in seconds: of the last minutes, not only since the last look. */
  readonly queueTime: number;
  readonly throttleTime: number;
  /** Memory of all brokers, in MiB. */
  readonly memoryMiB: number;
}

export async function seenByBrokers(cluster: BenchCluster): Promise<SeenByBrokers> {
  const { local, topology } = cluster;
  const scraped = await Promise.all(brokerHosts(topology).map((host) => scrape(host, 'broker')));
  const valuesOf = (name: string, labels: Sample['labels'] = {}) =>
    scraped
      .flatMap(({ samples }) => samples)
      .filter(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([label, is]) => sample.labels[label]?.startsWith(is)),
      )
      .map(({ value }) => value);
  const sum = (...of: Parameters<typeof valuesOf>) => valuesOf(...of).reduce((a, b) => a + b, 0);
  const requests = 'kafka_network_requestmetrics_requests_total';
  const produceP99 = { request: 'Produce', quantile: '0.99' };
  const most = (name: string) =>
    Math.max(...valuesOf(`kafka_network_requestmetrics_${name}_seconds`, produceP99));
  return {
    atMs: performance.now(),
    processorSeconds: secondsOf(cluster),
    produceRequests: sum(requests, { request: 'Produce' }),
    fetchRequests: sum(requests, { request: 'FetchFollower' }),
    bytesIn: sum('kafka_server_brokertopicmetrics_bytesin_total'),
    connections: sum('kafka_server_socketservermetrics_connections', { listener: 'CLIENT' }),
    queueTime: most('requestqueuetime'),
    throttleTime: most('throttletime'),
    memoryMiB: local
      .processes()
      .filter(({ process }) => process === 'kafka')
      .reduce((total, { id }) => total + residentMiB(id!.pid), 0),
  };
}

function residentMiB(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
