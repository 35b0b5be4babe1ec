import { join } from 'node:path';
import { ConfigResourceTypes } from '@platformatic/kafka';
import { packageFolder } from '../../../cluster/package-folder';
import { brokerHosts } from '../../../cluster/topology';
import { alterConfigs } from '../../../scripts/cluster-access/alter-configs';
import { directReach } from '../../../scripts/cluster-access/reach';
import { withBrokers } from '../../../scripts/cluster-access/with-brokers';
import { planLiveMove } from '../../../scripts/moving/move-cluster';
import { requireEmpty } from '../../../scripts/moving/require-empty';
import { runProgram } from '../../../scripts/system/run-program';
import { MovingCluster } from '../../support/moving-cluster';
import { until } from '../../support/until';

const NOTHING = { off: new Set<number>(), topics: [] };

// Each test goes on where the one before has ended.
describe('moving partitions of a live cluster', () => {
  let cluster: MovingCluster;

  beforeAll(async () => {
    cluster = await MovingCluster.start({ name: 'moving', events: 120, eventBytes: 200_000 });
  });
  afterAll(() => cluster?.stop());

  it('lets go only a broker that holds nothing', async () => {
    const { live } = cluster;
    const { topology } = live;
    const others = (name: string) => ({
      ...live,
      topology: { ...topology, hosts: topology.hosts.filter((host) => host.name !== name) },
    });
    await requireEmpty(others('broker-4'), 'broker-4');
    await expect(requireEmpty(others('broker-3'), 'broker-3')).rejects.toThrow(
      /^broker-3: must hold no partition before it goes for good, got '132 partitions, 2\d\.\d MB'/,
    );
  });

  it('takes back what it does, and its throttle, on Ctrl-C', async () => {
    const run = cluster.run('move', '--yes', '--throttle', '1');
    await run.prints('partitions to go');
    run.child.kill('SIGINT');
    expect(await run.exitCode()).toBe(130);
    expect(await cluster.leftBehind()).toEqual({ running: [], throttles: [] });
  });

  it.each([
    ...['the rate is set', 'copies are throttled', 'disks are chosen', 'partitions are reassigned'],
    ...['copies are let go', 'leaders are elected', 'the rate is taken back'],
  ])('is killed right before %s', async (step) => {
    const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
    const program = join(packageFolder(), 'test/support/killed-move.ts');
    const end = await runProgram([process.execPath, jiti, program, cluster.topologyFile(), step]);
    expect(end).toEqual({ code: undefined, lastLines: [] });
    // A follower that is held up starves the writes that it has to acknowledge.
    const { throttles } = await cluster.leftBehind();
    expect(throttles.flatMap(({ settings }) => settings).join()).not.toContain('follower');
  });

  it('goes on from there, whatever rates brokers have, brings all to where it should lie, and leaves no throttle behind', async () => {
    await leaveRates();
    const run = cluster.run('move', '--yes');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    expect(await cluster.leftBehind()).toEqual({ running: [], throttles: [] });
    const { plan } = await planLiveMove(cluster.live, NOTHING);
    expect(plan.moves).toEqual([]);
    const counts = plan.after.map(({ replicas }) => replicas);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  /** As Kafka's own tool leaves them, where nobody called it again with `--verify`. */
  const leaveRates = () =>
    withBrokers({ ...cluster.live, reach: directReach }, async ({ kafka, topology }) => {
      for (const host of brokerHosts(topology)) {
        const changes = [{ key: 'leader.replication.throttled.rate', value: '1' }];
        const name = String(host.broker.id);
        await alterConfigs(kafka.broker(host), [
          { type: ConfigResourceTypes.BROKER, name, changes },
        ]);
      }
    });

  it('lets no broker be restarted while partitions move, and says that it is this', async () => {
    await leaveRates();
    await cluster.startSlowCopy('held-up');
    const why = ['--reason', 'a trial', '--yes', '--stall', '8', '--wait-for-lock', '600'];
    const restart = cluster.run('restart', 'broker-2', ...why);
    expect(`${await restart.exitCode()} ${restart.output}`).toMatch(
      /^1 [^]*The partitions: must stay where they are while hosts are changed, got '1 being moved, throttled[^]*Waited for 8 s in which nothing got better\./,
    );
    // Copies that are on their way are in no one's way: they are not told as replicas that fell behind.
    expect(restart.output).not.toContain('out of sync');
    const run = cluster.run('move', '--yes', '--wait-for-lock', '600');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    // Brokers hear some moments later that it was taken back.
    await until('nothing is left behind', async () => {
      const { running, throttles } = await cluster.leftBehind();
      return running.length + throttles.length === 0;
    });
  });

  it('has lost no record that was acknowledged, and doubled none', async () => {
    expect(await cluster.judge()).toMatchObject({ lost: 0, doubled: 0 });
  });
});
