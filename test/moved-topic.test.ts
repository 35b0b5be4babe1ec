import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { readPlacement } from '../scripts/moving/read-placement';
import { readThrottles } from '../scripts/moving/throttle';
import { CliRun } from './support/cli';
import { useLiveCluster } from './support/live-cluster';
import type { SmokeCluster } from './support/smoke-cluster';
import { writeRecords } from './support/write-records';

const PARTITIONS = 6;
const EACH_BYTES = 200_000;

// A move that is killed, Ctrl-C, restarts meanwhile, four brokers: move-cluster.test.ts.
describe('moving the partitions of one topic', () => {
  let cluster: SmokeCluster;

  useLiveCluster((live) => (cluster = live));

  const placed = async () => {
    const { partitions } = await cluster.withKafka(readPlacement);
    return partitions.filter(({ topic }) => topic === 'skewed');
  };
  const move = async (...more: readonly string[]) => {
    const argv = ['move', '--topic', 'skewed', '--name', 'smoke', ...more];
    const run = new CliRun(argv, { XDG_STATE_HOME: cluster.stateHome });
    return `${await run.exitCode()} ${run.output}`;
  };

  beforeAll(async () => {
    const assignments = Array.from({ length: PARTITIONS }, (_, partitionIndex) => ({
      partitionIndex,
      brokerIds: [1, 2],
    }));
    const configs = [{ name: 'min.insync.replicas', value: '1' }];
    const topic = { name: 'skewed', numPartitions: -1, replicationFactor: -1 };
    await cluster.askController((controller) =>
      controller.ask(createTopicsV7.api, [{ ...topic, assignments, configs }], 60_000, false),
    );
    await cluster.withKafka((brokers) =>
      writeRecords(brokers, 'skewed', { records: 1, bytes: EACH_BYTES }),
    );
  });
  it('is planned, and nothing done, with --dry-run', async () => {
    expect(await move('--dry-run')).toMatch(/^1 /);
    expect((await placed()).map(({ replicas }) => replicas.join())).toEqual(
      Array(PARTITIONS).fill('1,2'),
    );
  });

  it('gives each broker its share with all bytes, takes the throttle back, and has nothing left to do', async () => {
    expect(await move('--yes')).toMatch(/^0 [^]* moved in /);
    const partitions = await placed();
    const held = [1, 2, 3].map(
      (id) => partitions.filter(({ replicas }) => replicas.includes(id)).length,
    );
    expect(held).toEqual([4, 4, 4]);
    for (const { bytes } of partitions) expect(bytes).toBeGreaterThan(EACH_BYTES);
    expect(await cluster.withKafka(readThrottles)).toEqual([]);
    expect(await move('--dry-run')).toMatch(/^0 /);
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: 'skewed' }], 60_000));
  });
});
