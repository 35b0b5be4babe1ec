import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { readPlacement } from '../scripts/moving/read-placement';
import { requireEmpty } from '../scripts/moving/require-empty';
import { MovingCluster } from './support/moving-cluster';
import { until } from './support/until';

// Each test goes on where the one before has ended.
describe('moving partitions of a live cluster that lost something', () => {
  let cluster: MovingCluster;

  beforeAll(async () => {
    cluster = await MovingCluster.start({ name: 'losing', events: 40, eventBytes: 900_000 });
    const run = cluster.run('move', '--yes');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
  });
  afterAll(() => cluster?.stop());

  /** Its log directories, one on each disk. */
  const disksOf = (name: string): readonly string[] =>
    cluster.live.topology.hosts.find((host) => host.name === name)!.paths.kafka.data;
  const behind = async () => (await readPlacement(cluster.live)).behind;
  const nothingLeftBehind = async () => {
    expect(await cluster.leftBehind()).toEqual({ running: [], throttles: [] });
    expect(await behind()).toEqual([]);
  };

  it('slows down a broker that fetches all it lost, tells what is left, and ends when it is in sync', async () => {
    const { local } = cluster.live;
    await local.kill('broker-4', 'kafka', 'SIGTERM');
    for (const disk of disksOf('broker-4')) {
      rmSync(disk, { recursive: true });
      mkdirSync(disk);
    }
    // Kafka holds the average of some ten seconds: so much passes at once, however low the rate is.
    const run = cluster.run('move', '--refill', 'broker-4', '--throttle', '1');
    await run.prints('to go in');
    await local.start('broker-4', 'kafka');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    expect(run.output).toMatch(/broker-4: [\d.]+ MB to go in \d+ partitions, about /);
    expect(run.output).toContain('broker-4 has all replicas in sync.');
    await nothingLeftBehind();
  });

  it('moves nothing while a broker is dead, and then all that it had off it', async () => {
    const { live } = cluster;
    await live.local.kill('broker-4', 'kafka');
    const refused = cluster.run('move', '--yes');
    expect(await refused.exitCode()).toBe(1);
    expect(refused.output).toMatch(/^broker 4: must answer before partitions are moved/m);
    const run = cluster.run('drain', 'broker-4', '--yes');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    await nothingLeftBehind();
    await requireEmpty(live, 'broker-4');
    await live.local.start('broker-4', 'kafka');
    await until('it answers', async () => (await readPlacement(live)).silent.length === 0);
  });

  it('lets one command move at a time, and names the one that does', async () => {
    const one = cluster.run('move', '--yes', '--throttle', '5');
    await one.prints('partitions to go');
    const other = cluster.run('drain', 'broker-3', '--yes');
    expect(await other.exitCode()).toBe(75);
    expect(other.output).toMatch(/must be changed by one command at a time, got move of /);
    expect(`${await one.exitCode()} ${one.output}`).toMatch(/^0 /);
    await nothingLeftBehind();
  });

  it('moves nothing while a disk of a broker is lost, says which, and refills it', async () => {
    const { live } = cluster;
    const [, disk] = disksOf('broker-2');
    renameSync(disk!, `${disk}-lost`);
    await until('its replicas are missed', async () => (await behind()).length > 0);
    const refused = cluster.run('move', '--yes', '--stall', '5');
    expect(await refused.exitCode()).toBe(1);
    expect(refused.output).toContain(`broker-2, ${disk}: must be online, got 'offline`);
    mkdirSync(disk!);
    await live.local.kill('broker-2', 'kafka', 'SIGTERM');
    await live.local.start('broker-2', 'kafka');
    const run = cluster.run('move', '--refill', 'broker-2', '--throttle', '20');
    expect(`${await run.exitCode()} ${run.output}`).toMatch(/^0 /);
    expect(run.output).toMatch(/broker-2: [\d.]+ MB to go in \d+ partitions/);
    await nothingLeftBehind();
  });

  it('has lost no record that was acknowledged, and doubled none', async () => {
    expect(await cluster.judge()).toMatchObject({ lost: 0, doubled: 0 });
  });
});
