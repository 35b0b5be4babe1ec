import { alterClientQuotasV1, createTopicsV7 } from '@platformatic/kafka';
import { dashboardFacts } from '../cluster/dashboards/dashboard-facts';
import { brokerWithId, readMetadata } from '../scripts/cluster-access/ask-brokers';
import { ensurePrerequisites } from '../scripts/prerequisites/ensure-prerequisites';
import { produceBatches } from '../scripts/smoke/topic/produce-batches';
import { readPartition } from '../scripts/smoke/topic/read-partition';
import { makeBatches } from '../scripts/smoke/topic/smoke-records';
import { dashboardQueries } from './support/dashboard-queries';
import { SmokeCluster } from './support/smoke-cluster';
import { until } from './support/until';
import { Watch } from './support/watched-cluster';

const TOPIC = 'shown';

describe('dashboards, beside a Prometheus that asks a live cluster under load', () => {
  let cluster: SmokeCluster;
  let watch: Watch;
  let load: Promise<void>;
  let isOver = false;

  beforeAll(async () => {
    await ensurePrerequisites('watch');
    cluster = await SmokeCluster.start();
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
    watch = await Watch.start({
      topology,
      heldSeconds: (seconds) => seconds,
      machineIs: 'broker-1',
    });
  });
  afterAll(async () => {
    isOver = true;
    await load;
    await watch?.stop();
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

  it('have a value in every expression that is not about faults', async () => {
    const queries = dashboardQueries(dashboardFacts(cluster.topology)).map(({ place, expr }) => ({
      place,
      // All of its hosts are this machine, whose disks are elsewhere.
      expr: expr.replaceAll(/mountpoint=~"[^"]*"/g, 'mountpoint=~".+"'),
    }));
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
    expect(queries.length).toBeGreaterThan(80);
    expect(await watch.holds('kafka_nobody_gives_this')).toBe(false);
  });
});

/** Brokers tell of a topic's faults once there was one; of certificates, hosts of a secured cluster alone. */
const SEEN_AFTER_FAULTS = [
  // Told by `cdktf-kafka metrics`.
  'clients: Records to read',
  'clients: Records read',
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
