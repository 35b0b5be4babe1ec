import { setTimeout as sleep } from 'node:timers/promises';
import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import { topicsStages } from '../../scripts/local/stages';
import plainLocalSpec from '../support/plain-local.spec';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import type { BenchOptions } from './support/bench-options';
import { ManyShippers, type ShippersOfHosts, type ShippingWay } from './support/many-shippers';
import { formatNumber, markdownTable } from './support/markdown-table';
import { ReplayedShippers } from './support/replayed-shippers';
import { seenByBrokers } from './support/seen-by-brokers';
import { percentile } from './support/statistics';
import { turns } from './support/turns';

/** With its line feed: 150,000 of them a second are 117 GB in an hour. */
const LINE_BYTES = 217;
const TOPIC = 'app-nginx';
const PARTITIONS = 300;
const SPEC: KafkaClusterSpec = {
  ...plainLocalSpec,
  security: Security.tls(),
  workload: { ...plainLocalSpec.workload, partitions: PARTITIONS + 3 },
  // All hosts have one address here, and are three connections each.
  brokerSettings: { 'max.connections': 4_000, 'max.connections.per.ip': 4_000 },
  clients: [{ name: 'shipper', produce: ['app-*'] }],
  shippers: [
    { name: 'web', client: 'shipper', files: [{ pattern: '/var/log/nginx/*.log', topic: TOPIC }] },
  ],
  topics: [
    { name: TOPIC, partitions: PARTITIONS },
    { name: SHIPPER_REPORTS_TOPIC, partitions: 3 },
  ],
};

const READS_ON: ShippingWay = {
  about: 'reads on at once',
  ...{ by: 'program', restSeconds: 0, lingerMs: 50 },
};
const RESTS: ShippingWay = { ...READS_ON, about: 'rests for 0.5 s', restSeconds: 0.5 };

interface LogHosts {
  readonly about: string;
  readonly hosts: number;
  /** Of all together. */
  readonly linesPerSecond: number;
  readonly ways: readonly ShippingWay[];
}

const WORKLOADS: readonly LogHosts[] = [
  {
    about: '635 hosts, 150,000 lines a second',
    ...{ hosts: 635, linesPerSecond: 150_000 },
    // What so many hosts take themselves leaves too little of two processors.
    ways: [
      READS_ON,
      RESTS,
      { ...RESTS, about: 'rests for 2 s', restSeconds: 2 },
      { ...RESTS, about: 'requests alone', by: 'requests' },
    ],
  },
  {
    about: '50 hosts, a terabyte a day',
    ...{ hosts: 50, linesPerSecond: Math.round(1e12 / 86_400 / LINE_BYTES) },
    ways: [READS_ON, RESTS],
  },
];

/** Parts of the whole rate, one after the other, until one is not carried. */
const SHARES = [0.05, 0.1, 0.2, 0.4, 0.7, 1];
/** For the first pieces of a rate, and for what its hosts have connected for. */
const SETTLE_MS = 8_000;
const MEASURE_MS = 15_000;
const WARM_UP_MS = 40_000;
/** A rate is carried where no more than what is written in so many seconds is on its way. */
const CARRIED_SECONDS = 2;

/** Shippers of many hosts at three brokers that they log in to by TLS: what brokers see of them, and at which rates. */
export async function logHosts({ signal, rounds = 1 }: BenchOptions): Promise<string> {
  return await withClusters([{ name: 'secured', spec: SPEC }], signal, async (cluster) => {
    for (const stage of topicsStages(SPEC, () => cluster.local, signal)) {
      await stage.run(() => undefined);
    }
    await warmUp(cluster);
    const tables: string[] = [];
    for (const workload of WORKLOADS) {
      const rows: (readonly string[])[] = [];
      for (const way of turns(rounds, workload.ways)) {
        rows.push(...(await rowsOf(cluster, workload, way)));
      }
      tables.push(`${workload.about}:\n\n${markdownTable(HEADER, rows)}`);
    }
    return tables.join('\n\n');
  });
}

async function warmUp(cluster: BenchCluster): Promise<void> {
  const [workload, way] = [WORKLOADS.at(-1)!, READS_ON];
  await withShippers(cluster, workload, way, async (shippers) => {
    await shippers.setRate(0.2 * workload.linesPerSecond);
    await sleep(WARM_UP_MS, undefined, { signal: cluster.signal });
  });
}

async function withShippers<T>(
  cluster: BenchCluster,
  { hosts }: LogHosts,
  way: ShippingWay,
  body: (shippers: ShippersOfHosts) => Promise<T>,
): Promise<T> {
  const shippers = await shippersOf(cluster, hosts, way);
  try {
    await shippers.connect();
    return await body(shippers);
  } finally {
    await shippers.stop();
  }
}

async function shippersOf(
  cluster: BenchCluster,
  hosts: number,
  way: ShippingWay,
): Promise<ShippersOfHosts> {
  const options = { hosts, lineBytes: LINE_BYTES };
  return way.by === 'program'
    ? await ManyShippers.start(cluster, way, options)
    : new ReplayedShippers(cluster, way, { ...options, topic: TOPIC, partitions: PARTITIONS });
}

const HEADER = [
  ...['shippers', 'of the rate', 'lines/s carried', 'connections', 'produce requests/s'],
  ...['lines a request', 'KiB a request', 'fetches of followers/s'],
  ...["brokers' processor s for a million lines", "hosts' processor s", 'waits in queue, p99, ms'],
  ...['held up, p99, ms', "brokers' memory, MiB", 'a line waits, p50, s', 'p99, s'],
];

async function rowsOf(
  cluster: BenchCluster,
  workload: LogHosts,
  way: ShippingWay,
): Promise<readonly (readonly string[])[]> {
  return await withShippers(cluster, workload, way, async (shippers) => {
    const rows: (readonly string[])[] = [];
    for (const share of SHARES) {
      const rate = share * workload.linesPerSecond;
      const { cells, isCarried } = await measure(cluster, shippers, rate);
      const row = [way.about, `${formatNumber(share * 100)} %${isCarried ? '' : ' (1)'}`, ...cells];
      console.error(`${workload.about}: ${row.join(' | ')}`);
      rows.push(row);
      if (!isCarried) break;
    }
    return rows;
  });
}

async function measure(
  cluster: BenchCluster,
  shippers: ShippersOfHosts,
  rate: number,
): Promise<{ readonly cells: readonly string[]; readonly isCarried: boolean }> {
  const { signal } = cluster;
  await shippers.setRate(rate);
  await sleep(SETTLE_MS, undefined, { signal });
  const [first, before] = [await shippers.tell(), await seenByBrokers(cluster)];
  await sleep(MEASURE_MS, undefined, { signal });
  const [last, after] = [await shippers.tell(), await seenByBrokers(cluster)];
  const seconds = (after.atMs - before.atMs) / 1_000;
  const lines = last.lines - first.lines;
  const requests = after.produceRequests - before.produceRequests;
  const forMillion = (spent: number) => (spent / lines) * 1e6;
  const cells = [
    formatNumber(lines / seconds),
    formatNumber(after.connections),
    formatNumber(requests / seconds),
    formatNumber(lines / requests, 1),
    formatNumber((after.bytesIn - before.bytesIn) / requests / 1_024, 1),
    formatNumber((after.fetchRequests - before.fetchRequests) / seconds),
    formatNumber(forMillion(after.processorSeconds - before.processorSeconds), 1),
    formatNumber(forMillion(last.processorSeconds - first.processorSeconds), 1),
    formatNumber(after.queueTime * 1_000, 1),
    formatNumber(after.throttleTime * 1_000, 1),
    formatNumber(after.memoryMiB),
    ...[0.5, 0.99].map((share) => formatNumber(percentile(last.waits, share), 2)),
  ];
  return { cells, isCarried: last.waiting <= CARRIED_SECONDS * rate };
}
