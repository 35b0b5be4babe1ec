import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { brokerWithId, readMetadata } from '../../../../scripts/cluster-access/ask-brokers';
import { readGroupLag, type GroupLag } from '../../../../scripts/health/groups/read-group-lag';
import { renderGroupMetrics } from '../../../../scripts/metrics/render-group-metrics';
import {
  findCoordinator,
  whileCoordinatorMoves,
} from '../../../../scripts/cluster-access/group-coordinator';
import { commitOffsets, deleteGroup } from '../../../../scripts/smoke/consumer-group';
import { retryFor } from '../../../../scripts/system/retry-for';
import { produceBatches } from '../../../../scripts/smoke/topic/produce-batches';
import { makeBatches } from '../../../../scripts/smoke/topic/smoke-records';
import { useLiveCluster } from '../../../support/live-cluster';
import type { SmokeCluster } from '../../../support/smoke-cluster';
import { until } from '../../../support/until';

const { signal } = new AbortController();
const TOPIC = 'lagging';
const GROUP = 'late-readers';
const WAIT = { durationMs: 600_000 };

// Groups, offsets and ends are each told by another broker.
describe('the lag of groups, of a live cluster', () => {
  let cluster: SmokeCluster;
  let written: number;

  // Before the cluster is let go, as hooks run in the order in which they stand.
  afterAll(async () => {
    await withMember(deleteGroup);
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: TOPIC }], 60_000));
  });
  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    const made = {
      name: TOPIC,
      numPartitions: 3,
      replicationFactor: 3,
      assignments: [],
      configs: [],
    };
    await cluster.askController((it) => it.ask(createTopicsV7.api, [made], 60_000, false));
    await until('each partition has a leader', async () => (await leaders()).length === 3);
    written = await cluster.withKafka(async ({ kafka, topology }) => {
      const [first] = await leaders();
      const leader = kafka.broker(brokerWithId(topology, first!));
      // It may not know yet that it leads.
      const placed = await retryFor(WAIT, () =>
        produceBatches(leader, { topic: TOPIC, partition: 0 }, makeBatches(Date.now())),
      );
      return placed.length;
    });
  });

  /** Of the topic's partitions, in their order. */
  async function leaders(): Promise<readonly number[]> {
    const { topics } = await cluster.askController((it) => readMetadata(it, [TOPIC]));
    const partitions = topics[0]?.partitions ?? [];
    return [...partitions]
      .sort((a, b) => a.partitionIndex - b.partitionIndex)
      .map(({ leaderId }) => leaderId)
      .filter((id) => id !== -1);
  }

  /** As a client that takes part in no group, and commits offsets under its name. */
  async function withMember(work: (member: Parameters<typeof deleteGroup>[0]) => Promise<void>) {
    await whileCoordinatorMoves(signal, () =>
      cluster.withKafka(async (brokers) => {
        const host = await findCoordinator(brokers, GROUP);
        const coordinator = brokers.kafka.broker(host, 'client');
        await work({
          ...{ group: GROUP, topic: TOPIC, coordinator },
          memberId: '',
          generation: -1,
        });
      }),
    );
  }

  const lag = async (): Promise<GroupLag | undefined> => {
    const { groups, silent } = await cluster.withKafka(readGroupLag);
    expect(silent).toEqual([]);
    return groups.find(({ group }) => group === GROUP);
  };

  it('has nothing of a group that has committed nothing', async () => {
    expect(await lag()).toBeUndefined();
  });

  it('is what was written behind the committed offset, of each partition', async () => {
    const committed = new Map([
      [0, 5n],
      [1, 0n],
    ]);
    await withMember((member) => commitOffsets(member, committed));
    expect(await lag()).toEqual({
      ...{ group: GROUP, state: 'Empty', records: written - 5 },
      topics: [{ topic: TOPIC, partitions: 2, records: written - 5, committed: 5, unknown: 0 }],
    });
    // As `cdktf-kafka metrics` gives it to Prometheus.
    const text = renderGroupMetrics(await cluster.withKafka(readGroupLag));
    const labels = `{group="${GROUP}",topic="${TOPIC}"}`;
    expect(text).toContain(`\nkafka_consumergroup_lag${labels} ${written - 5}\n`);
    expect(text).toContain(`\nkafka_consumergroup_committedoffsets${labels} 5\n`);
    expect(text).toContain('\nkafka_consumergroup_silentbrokers 0\n');
  });

  it('is none where all is read', async () => {
    await withMember((member) => commitOffsets(member, new Map([[0, BigInt(written)]])));
    expect((await lag())?.records).toBe(0);
  });
});
