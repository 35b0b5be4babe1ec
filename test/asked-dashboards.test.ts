import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { alterClientQuotasV1, createTopicsV7 } from '@platformatic/kafka';
import { bootstrapServers } from '../cluster/topology';
import { dashboardFacts } from '../cluster/dashboards/dashboard-facts';
import { brokerWithId, readMetadata } from '../scripts/cluster-access/ask-brokers';
import { ensurePrerequisites } from '../scripts/prerequisites/ensure-prerequisites';
import { produceBatches } from '../scripts/smoke/topic/produce-batches';
import { readPartition } from '../scripts/smoke/topic/read-partition';
import { makeBatches } from '../scripts/smoke/topic/smoke-records';
import { dashboardQueries } from './support/dashboard-queries';
import { numbered } from './support/shipped-logs';
import { SmokeCluster } from './support/smoke-cluster';
import { TOLD_SHIPPERS, ToldShipper } from './support/told-shipper';
import { until } from './support/until';
import { Watch } from './support/watched-cluster';

const TOPIC = 'shown';

describe('dashboards, beside a Prometheus that asks a live cluster under load', () => {
  let cluster: SmokeCluster;
  let watch: Watch;
  let load: Promise<void>;
  let shipper: ToldShipper;
  let reader: ChildProcess;
  let isOver = false;

  beforeAll(async () => {
    await ensurePrerequisites('watch');
    cluster = await SmokeCluster.start({ shippers: TOLD_SHIPPERS });
    const { topology } = cluster;
    const assignments = [1, 2, 3].map((id, partitionIndex) => ({
      partitionIndex,
      brokerIds: [id, (id % 3) + 1, ((id + 1) % 3) + 1],
    }));
    const made = {
      name: TOPIC,
      numPartitions: -1,
      replicationFactor: -1,
      assignments,
      configs: [],
    };
    await cluster.askController((it) => it.ask(createTopicsV7.api, [made], 60_000, false));
    await cluster.askController((it) =>
      it.ask(alterClientQuotasV1.api, [QUOTAS_OF_EVERYBODY], false),
    );
    await until('each partition has its leader', async () => {
      const { topics } = await cluster.askController((it) => readMetadata(it, [TOPIC]));
      const leaders = topics[0]?.partitions.map(({ leaderId }) => leaderId) ?? [];
      return leaders.length === 3 && !leaders.includes(-1);
    });
    load = writeAndRead();
    shipper = await ToldShipper.start(cluster);
    reader = spawn('kcat', ['-q', '-b', bootstrapServers(topology), '-G', 'reader', TOPIC], {
      stdio: 'ignore',
    });
    watch = await Watch.start({
      topology,
      groupsAt: shipper.servedAt,
      heldSeconds: (seconds) => seconds,
      machineIs: 'broker-1',
    });
  });
  afterAll(async () => {
    isOver = true;
    await load;
    reader?.kill();
    await watch?.stop();
    await shipper?.stop();
    await cluster?.stop();
  });

  /** All along, at each leader; and asks for a topic that is not there, which is an error. */
  async function writeAndRead(): Promise<void> {
    await cluster.withKafka(async ({ kafka, topology }) => {
      const [topic] = (await readMetadata(kafka.broker(brokerWithId(topology, 1)), [TOPIC])).topics;
      const { topicId } = topic!;
      while (!isOver) {
        for (const id of [1, 2, 3]) {
          const leader = brokerWithId(topology, id);
          const at = { topic: TOPIC, partition: id - 1 };
          const placed = await produceBatches(kafka.broker(leader), at, makeBatches(Date.now()));
          await readPartition(kafka.broker(leader), { ...at, topicId }, placed[0]!.offset);
          await readMetadata(kafka.broker(leader), ['not-there']);
        }
      }
    });
  }

  /** A log that grows, until it is over. */
  async function writeLogs(): Promise<void> {
    for (let from = 0; !isOver; from += 50) {
      shipper.host.write(numbered(from, from + 50));
      await sleep(500);
    }
  }

  it('have a value in every expression that is not about faults', async () => {
    const queries = dashboardQueries(dashboardFacts(cluster.topology)).map(({ place, expr }) => ({
      place,
      // All of its hosts are this machine, whose disks are elsewhere.
      expr: expr.replaceAll(/mountpoint=~"[^"]*"/g, 'mountpoint=~".+"'),
    }));
    const logs = writeLogs();
    await until('lines are told of', () => watch.holds('kafka_shipper_sent_lines_total > 0'));
    await shipper.audit();
    let silent: readonly string[] = [];
    const ask = async () => {
      const answers = await Promise.all(queries.map(({ expr }) => watch.holds(expr)));
      silent = queries
        .filter((_, index) => !answers[index])
        .map(({ place }) => place)
        .filter((place) => !SEEN_AFTER_FAULTS.includes(place));
      return silent.length === 0;
    };
    await until('each has a value', ask).catch((error: unknown) => {
      throw new Error(`nothing of ${silent.join('; ')}`, { cause: error });
    });
    isOver = true;
    await logs;
    expect(queries.length).toBeGreaterThan(80);
    expect(queries.filter(({ place }) => place.startsWith('shippers: ')).length).toBeGreaterThan(
      15,
    );
    expect(await watch.holds('kafka_nobody_gives_this')).toBe(false);
  });
});

/** Brokers tell of a topic's faults once there was one; of certificates, hosts of a secured cluster alone. */
const SEEN_AFTER_FAULTS = [
  'topics: Writes that failed',
  'topics: Reads that failed',
  'topics: Too large',
  'topics: Brought to another form',
  'hosts: Certificates hold for',
];

/** By users they are counted only where they have some. */
const QUOTAS_OF_EVERYBODY = {
  entities: [{ entityType: 'user' as const, entityName: null }],
  ops: ['producer_byte_rate', 'consumer_byte_rate', 'request_percentage'].map((key) => ({
    key: key as 'producer_byte_rate',
    value: 1e9,
    remove: false as const,
  })),
};
