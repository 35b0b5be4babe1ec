import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts } from '../../../cluster/topology';
import { judge, LogHost, NumberedWriter, storedLines } from '../../support/shipped-logs';
import { until } from '../../support/until';
import type { BenchCluster } from './bench-cluster';
import { Rsyslog } from './rsyslog';
import { countRecords, createTopic } from './topics';

const LINES_PER_SECOND = 2_000;
const AWAY_MS = 15_000;
const QUIET_MS = 5_000;
/** What nothing was added to for so long has all that it will have: omkafka tries anew after five seconds and more. */
const SETTLED_MS = 25_000;

/** What of numbered lines a topic holds. */
export interface Arrival {
  readonly lost: number;
  readonly doubled: number;
}

/** What both made of the same lines in the same fault. */
export interface Arrivals {
  readonly written: number;
  readonly ours: Arrival;
  readonly rsyslog: Arrival;
}

/** A program that follows the log of a host. */
interface Shipping {
  start(): void;
  end(signal?: NodeJS.Signals): Promise<unknown>;
}

/** A fault that befalls both at once. */
export interface ShipperFault {
  readonly about: string;
  /** @default - none is */
  readonly rotateSeconds?: number;
  readonly run: (cluster: BenchCluster, shippers: readonly Shipping[]) => Promise<void>;
}

export const SHIPPER_FAULTS: readonly ShipperFault[] = [
  {
    about: 'one broker killed for 15 s',
    rotateSeconds: 5,
    run: async (cluster) => {
      await cluster.local.kill('broker-2', 'kafka');
      await sleep(AWAY_MS);
      await cluster.local.start('broker-2', 'kafka');
    },
  },
  {
    about: 'all brokers killed for 15 s',
    run: async (cluster) => withoutBrokers(cluster, () => sleep(AWAY_MS)),
  },
  {
    about: 'the same, files renamed every 3 s',
    rotateSeconds: 3,
    run: async (cluster) => withoutBrokers(cluster, () => sleep(AWAY_MS)),
  },
  {
    about: 'the same, and the shipper restarted in order',
    rotateSeconds: 3,
    run: async (cluster, shippers) =>
      withoutBrokers(cluster, async () => {
        await sleep(QUIET_MS);
        await Promise.all(shippers.map((each) => each.end('SIGTERM')));
        await sleep(QUIET_MS);
        shippers.forEach((each) => each.start());
        await sleep(QUIET_MS);
      }),
  },
  {
    about: 'the shipper killed four times, files renamed every 3 s',
    rotateSeconds: 3,
    run: async (_, shippers) => {
      for (let kill = 0; kill < 4; kill += 1) {
        await sleep(4_000);
        await Promise.all(shippers.map((each) => each.end('SIGKILL')));
        shippers.forEach((each) => each.start());
      }
    },
  },
];

async function withoutBrokers(
  { local, topology }: BenchCluster,
  meanwhile: () => Promise<void>,
): Promise<void> {
  const names = brokerHosts(topology).map(({ name }) => name);
  await Promise.all(names.map((name) => local.kill(name, 'kafka')));
  await meanwhile();
  await Promise.all(names.map((name) => local.start(name, 'kafka')));
}

let count = 0;

/** Both follow one file that is written all along: 2,000 numbered lines a second. */
export async function harmShippers(
  cluster: BenchCluster,
  { rotateSeconds = Infinity, run }: ShipperFault,
): Promise<Arrivals> {
  const servers = cluster.bootstrapServers;
  count += 1;
  const shape = { partitions: 3, replicationFactor: 3 };
  const ours = await createTopic(cluster, `fault-${count}-ours`, shape);
  const theirs = await createTopic(cluster, `fault-${count}-rsyslog`, shape);
  const host = new LogHost(servers, ours.name);
  const rsyslog = new Rsyslog(host.log, { servers, topic: theirs.name });
  let writer: NumberedWriter | undefined;
  try {
    writer = new NumberedWriter(host, { linesPerSecond: LINES_PER_SECOND, rotateSeconds });
    const shippers = [host, rsyslog];
    shippers.forEach((each) => each.start());
    for (const topic of [ours, theirs]) {
      await until('some lines arrive', async () => (await countRecords(cluster, topic)) > 0);
    }
    await sleep(QUIET_MS);
    await run(cluster, shippers);
    await sleep(QUIET_MS);
    const written = writer.stop();
    return {
      written,
      ours: await arrivalOf(servers, ours.name, written),
      rsyslog: await arrivalOf(servers, theirs.name, written),
    };
  } finally {
    writer?.stop();
    await Promise.all([host.remove(), rsyslog.remove()]);
  }
}

/** What has arrived once all is there, or nothing more comes. */
async function arrivalOf(servers: string, topic: string, written: number): Promise<Arrival> {
  let last = { records: -1, atMs: 0 };
  for (;;) {
    // Where brokers have only just been started, nobody answers yet.
    const lines = await storedLines(servers, topic).catch(() => []);
    const { missing, doubled } = judge(lines, written);
    const nowMs = performance.now();
    if (lines.length !== last.records) last = { records: lines.length, atMs: nowMs };
    // Also where all is there, doubles may follow.
    const waitMs = missing.length === 0 ? QUIET_MS : SETTLED_MS;
    if (lines.length > 0 && nowMs - last.atMs > waitMs) {
      return { lost: missing.length, doubled };
    }
    await sleep(1_000);
  }
}
