import { RecordJudge } from '../../../../scripts/drills/judge/record-judge';
import { directReach } from '../../../../scripts/cluster-access/reach';
import { newSmokeTopicName } from '../../../../scripts/health/smoke-topic-name';
import { readLedPartitions } from '../../../../scripts/smoke/topic/led-partitions';
import { useLiveCluster } from '../../../support/live-cluster';
import type { SmokeCluster } from '../../../support/smoke-cluster';
import { until } from '../../../support/until';

describe('the judge of records on a live cluster', () => {
  let cluster: SmokeCluster;

  useLiveCluster((live) => (cluster = live));

  it('writes on through the death of a leader, and finds every record once', async () => {
    const topicName = newSmokeTopicName(new Date());
    const { topology } = cluster;
    const { signal } = new AbortController();
    const judge = await RecordJudge.start({ topology, reach: directReach, topicName }, signal);
    const faultAtMs = Date.now();
    await cluster.local.kill('broker-2', 'kafka');
    await cluster.untilMissed(2);
    await until('the partition of the dead leader is led', () =>
      cluster.withKafka((brokers) =>
        readLedPartitions(brokers, topicName).then(
          (led) => led.every(({ leader }) => leader.name !== 'broker-2'),
          () => false,
        ),
      ),
    );
    await cluster.local.start('broker-2', 'kafka');
    await cluster.untilRegistered(1, 2, 3);
    const partitions = await judge.verdict(faultAtMs);
    await judge.remove();
    expect(partitions.map(({ ledBy }) => ledBy)).toEqual(['broker-1', 'broker-2', 'broker-3']);
    for (const { acked, lost, doubled } of partitions) {
      expect(acked).toBeGreaterThan(10);
      expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
    }
    expect(partitions[1]!.withoutAcksMs).toBeGreaterThan(0);
    expect(await cluster.topics()).not.toContain(topicName);
  });
});
