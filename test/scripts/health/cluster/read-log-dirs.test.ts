import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { directReach } from '../../../../scripts/cluster-access/reach';
import type { ClusterState } from '../../../../scripts/health/cluster/cluster-state';
import { judgeCluster, judgeGate } from '../../../../scripts/health/cluster/judge-cluster';
import { readClusterState } from '../../../../scripts/health/cluster/read-cluster-state';
import { logDirectories } from '../../../../scripts/smoke/checks/log-directories';
import { describeUnless } from '../../../support/describe-unless';
import { useLiveCluster } from '../../../support/live-cluster';
import { problemsOf, type SmokeCluster } from '../../../support/smoke-cluster';
import { onSmallDisk, type SmallDisk } from '../../../support/small-disk';
import { until } from '../../../support/until';

const obstacle =
  process.platform === 'linux' && process.getuid?.() === 0
    ? undefined
    : 'be Linux, with root at its keys: a disk is mounted';

// A real cluster with faults that it has to be asked for: nobody tells of them by itself.
describeUnless(obstacle, 'a look at a live cluster', () => {
  let cluster: SmokeCluster;
  let disk: string;
  let small: SmallDisk | undefined;

  // What the cluster is stopped behind.
  afterAll(async () => {
    await cluster?.stopAll([['broker-2', 'kafka']]);
    small?.remove();
  });
  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    disk = (await look()).logDirs.get(2)![0]!.path;
    // The first of broker 2's two folders.
    await cluster.stopAll([['broker-2', 'kafka']]);
    small = onSmallDisk(disk, 24);
    await cluster.startAll([['broker-2', 'kafka']]);
    await cluster.untilWell();
  });

  const look = (): Promise<ClusterState> => {
    const { signal } = new AbortController();
    return readClusterState({ topology: cluster.topology, reach: directReach, signal });
  };
  const judged = async (judge: typeof judgeCluster) =>
    judge({ topology: cluster.topology, state: await look() }).map(
      ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
    );

  it('finds nothing wrong where all is well, and how much room there is', async () => {
    expect(await judged(judgeCluster)).toEqual([]);
    const own = (await look()).logDirs.get(2)!.find(({ path }) => path === disk);
    expect(own).toMatchObject({ isOnline: true, sizeBytes: 24 * 2 ** 20 });
  });

  it.each([[1], ['all'] as const])(
    'finds a throttle that somebody left for broker %s, and none once it is taken back',
    async (broker) => {
      await cluster.override(broker, 'follower.replication.throttled.rate', '1000000');
      expect(await judged(judgeCluster)).toEqual([
        expect.stringMatching(/^smoke: must replicate|^smoke: replicate without a throttle/),
      ]);
      expect(await judged(judgeGate)).toEqual([]);
      await cluster.override(broker, 'follower.replication.throttled.rate', undefined);
      expect(await judged(judgeCluster)).toEqual([]);
    },
  );

  it('finds a disk that is full, and the folder that goes offline by it, while its broker answers', async () => {
    execFileSync('sh', [
      '-c',
      'cat /dev/zero > "$1" 2>/dev/null || true',
      'sh',
      join(disk, 'full'),
    ]);
    expect(await judged(judgeGate)).toContainEqual(
      expect.stringMatching(/^broker-2, .*: have 2 % of its disk free, got 0\.0 %$/),
    );
    await until('the folder is offline', async () =>
      (await look()).logDirs.get(2)!.some(({ isOnline }) => !isOnline),
    );
    const state = await look();
    expect([...state.controllers.keys()]).toContain('broker-2');
    expect(await judged(judgeGate)).toContainEqual(
      `broker-2, ${disk}: be online, got offline: its replicas are not served`,
    );
    const report = await cluster.check({ checks: [logDirectories] });
    expect(problemsOf(report, 'log-directories')).toContainEqual(
      expect.stringMatching(/: be online, got offline/),
    );
  });

  it('finds all well again once it has room, and its broker was restarted', async () => {
    execFileSync('rm', [join(disk, 'full')]);
    await cluster.stopAll([['broker-2', 'kafka']]);
    await cluster.startAll([['broker-2', 'kafka']]);
    await cluster.untilWell();
    expect(await judged(judgeGate)).toEqual([]);
  });

  it('finds a broker that is frozen: it is registered, and answers nothing', async () => {
    await cluster.local.kill('broker-3', 'kafka', 'SIGSTOP');
    const found = await judged(judgeGate);
    await cluster.local.kill('broker-3', 'kafka', 'SIGCONT');
    expect(found[0]).toMatch(/^broker-3: answer, as it is registered/);
  });
});
