import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import plainLocalSpec from '../support/plain-local.spec';
import { LogHost, numbered } from '../support/shipped-logs';
import { until } from '../support/until';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import type { BenchOptions } from './support/bench-options';
import { formatNumber, markdownTable, medianAndRange, ratioOf } from './support/markdown-table';
import { measureEach } from './support/measure-each';
import { processorSeconds } from './support/processor-time';
import { requireRsyslog, Rsyslog } from './support/rsyslog';
import { harmShippers, SHIPPER_FAULTS, type Arrival } from './support/shipper-faults';
import { countRecords, createTopic } from './support/topics';
import { turns } from './support/turns';

const REPORTS = 'shipper-reports';
const BEFORE_IDLE_MS = 5_000;
const IDLE_MS = 60_000;
const SIDES = ['ours', 'rsyslog'] as const;
type Side = (typeof SIDES)[number];

/** The shipper of this package beside rsyslog with omkafka: what lines cost, and what becomes of them in a fault. */
export async function shipping(options: BenchOptions): Promise<string> {
  requireRsyslog();
  const { signal } = options;
  return await withClusters([{ name: 'local', spec: plainLocalSpec }], signal, async (cluster) => {
    await createTopic(cluster, REPORTS, { partitions: 3, replicationFactor: 3 });
    const costs = await costTable(cluster, options);
    const rows = await measureEach(SHIPPER_FAULTS, signal, async (fault) => {
      const arrived = await harmShippers(cluster, fault);
      console.error(`${fault.about}: ${JSON.stringify(arrived)}`);
      const { written, ours, rsyslog } = arrived;
      return [fault.about, formatNumber(written), ...cellsOf(ours), ...cellsOf(rsyslog)];
    });
    const sides = SIDES.flatMap((side) => [`${side}: lost`, 'doubled']);
    return [costs, markdownTable(['fault', 'lines', ...sides], rows)].join('\n\n');
  });
}

const cellsOf = ({ lost, doubled }: Arrival): readonly string[] =>
  [lost, doubled].map((count) => formatNumber(count));

/** What a side took for all lines of a file that stood there when it began. */
interface Cost {
  readonly linesPerSecond: number;
  readonly secondsFor10k: number;
  readonly mostMiB: number;
}

async function costTable(
  cluster: BenchCluster,
  { signal, records = 200_000, rounds = 2 }: BenchOptions,
): Promise<string> {
  const costs = { ours: [] as Cost[], rsyslog: [] as Cost[] };
  // The first of each is for the brokers' JVMs, and is left out.
  const sides = [...SIDES, ...turns(rounds, SIDES)].entries();
  await measureEach([...sides], signal, async ([number, side]) => {
    const cost = await costOf(cluster, side, { topic: `cost-${number}`, records });
    console.error(`${side}: ${JSON.stringify(cost)}`);
    if (number >= SIDES.length) costs[side].push(cost);
  });
  const row = (name: string, of: (cost: Cost) => number, digits: number) => [
    ...[name, ...SIDES.map((side) => medianAndRange(costs[side].map(of), digits))],
    ratioOf(costs.ours.map(of), costs.rsyslog.map(of)),
  ];
  return markdownTable(
    ['', 'ours', 'rsyslog', 'ratio'],
    [
      row('lines a second', ({ linesPerSecond }) => linesPerSecond, 0),
      row('processor seconds for 10,000 lines', ({ secondsFor10k }) => secondsFor10k, 3),
      row('MiB of memory at most', ({ mostMiB }) => mostMiB, 0),
      await idleRow(cluster),
    ],
  );
}

/** Both at once, beside a file that nobody writes to. */
async function idleRow(cluster: BenchCluster): Promise<readonly string[]> {
  const topic = await createTopic(cluster, 'idle', { partitions: 3, replicationFactor: 3 });
  const servers = cluster.bootstrapServers;
  const host = new LogHost(servers, topic.name, { auditTopic: REPORTS });
  const other = new Rsyslog(host.log, { servers, topic: topic.name });
  try {
    host.write(numbered(0, 100));
    for (const each of [host, other]) each.start();
    await until('all is stored', async () => (await countRecords(cluster, topic)) >= 200);
    await sleep(BEFORE_IDLE_MS);
    const spent = () => [host, other].map(({ pid }) => processorSeconds(pid!));
    const before = spent();
    await sleep(IDLE_MS);
    const [ours, theirs] = spent().map((seconds, index) => seconds - before[index]!);
    const cells = [ours!, theirs!].map((seconds) => formatNumber(seconds, 2));
    return ['processor seconds in an idle minute', ...cells, ratioOf([ours!], [theirs!])];
  } finally {
    await Promise.all([host.remove(), other.remove()]);
  }
}

async function costOf(
  cluster: BenchCluster,
  side: Side,
  { topic: name, records }: { readonly topic: string; readonly records: number },
): Promise<Cost> {
  const topic = await createTopic(cluster, name, { partitions: 3, replicationFactor: 3 });
  const servers = cluster.bootstrapServers;
  const host = new LogHost(servers, name, { auditTopic: REPORTS });
  const other = new Rsyslog(host.log, { servers, topic: name });
  try {
    host.write(numbered(0, records));
    const shipping = side === 'ours' ? host : other;
    const began = performance.now();
    shipping.start();
    await until(
      'all lines are stored',
      async () => (await countRecords(cluster, topic)) >= records,
    );
    const seconds = (performance.now() - began) / 1_000;
    return {
      linesPerSecond: records / seconds,
      secondsFor10k: (processorSeconds(shipping.pid!) / records) * 10_000,
      mostMiB: mostMiB(shipping.pid!),
    };
  } finally {
    await Promise.all([host.remove(), other.remove()]);
  }
}

function mostMiB(pid: number): number {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}
