import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createTopicsV7, deleteRecordsV2, deleteTopicsV6, listGroupsV5 } from '@platformatic/kafka';
import { packageFolder } from '../../../cluster/package-folder';
import { zookeeperData } from '../../../cluster/processes/process-paths';
import type { LedPartition } from '../../../scripts/smoke/topic/led-partitions';
import { SMOKE_CHECKS } from '../../../scripts/smoke/checks';
import { replication } from '../../../scripts/smoke/checks/replication';
import { rewind } from '../../../scripts/smoke/checks/rewind';
import { roundTrip } from '../../../scripts/smoke/checks/round-trip';
import { runChecks } from '../../../scripts/smoke/run-checks';
import type { SmokeCheck } from '../../../scripts/smoke/smoke-check';
import { smokeContext } from '../../../scripts/smoke/smoke-context';
import { isSmokeTopic } from '../../../scripts/health/smoke-topic-name';
import { useLiveCluster } from '../../support/live-cluster';
import { failedChecks, problemsOf, type SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';

/** Those that need no hosts: a local cluster has none. */
const CLUSTER_CHECKS = SMOKE_CHECKS.filter(({ needsHosts }) => !needsHosts);

let cluster: SmokeCluster;
useLiveCluster((live) => (cluster = live));

/** Every run, however it ended, has removed its topic. */
afterEach(async () => {
  expect((await cluster.topics()).filter(isSmokeTopic)).toEqual([]);
});

describe('of a cluster that is well', () => {
  it('all checks pass with evidence, in the order of the registry', async () => {
    const { results, leftBehind, clusterName } = await cluster.check();
    expect(results.map(({ id, passed }) => ({ id, passed }))).toEqual(
      CLUSTER_CHECKS.map(({ id }) => ({ id, passed: true })),
    );
    expect(results.filter(({ evidence }) => evidence === '')).toEqual([]);
    expect({ leftBehind, clusterName }).toEqual({ leftBehind: [], clusterName: 'smoke' });
  });

  it('no consumer group is left behind', async () => {
    await cluster.check();
    const groups = await cluster.withKafka(({ kafka }) =>
      Promise.all(
        [1, 2, 3].map((id) => kafka.broker(cluster.broker(id)).ask(listGroupsV5.api, [], [])),
      ),
    );
    expect(groups.flatMap((answer) => answer.groups)).toEqual([]);
  });

  it('two runs at once do not see each other', async () => {
    const reports = await Promise.all([cluster.check(), cluster.check()]);
    expect(reports.map(failedChecks)).toEqual([[], []]);
  });

  it('topics of runs that were killed an hour ago or more are removed, newer ones are not', async () => {
    const now = Date.now();
    const [old, young] = [61, 5].map((minutes) => {
      const time = new Date(now - minutes * 60_000).toISOString().replace(/\.\d+|[-:]/g, '');
      return `cdktf-kafka-smoke-${time.toLowerCase()}-0badc0de`;
    }) as [string, string];
    await createTopic(old, 3);
    await createTopic(young, 3);
    await cluster.check();
    expect((await cluster.topics()).filter(isSmokeTopic)).toEqual([young]);
    await deleteTopic(young);
  });
});

describe('a fault fails the checks whose fact it breaks, and no other', () => {
  afterEach(() => cluster.untilWell());

  it('a broker is down: its registration, folders, replicas and settings, and what it should lead', async () => {
    await cluster.stopAll([['broker-3', 'kafka']]);
    await cluster.untilMissed(3);
    const report = await cluster.check();
    await cluster.startAll([['broker-3', 'kafka']]);
    expect(failedChecks(report)).toEqual([
      'brokers-registered',
      'log-directories',
      'replication',
      'settings-effective',
      'smoke-topic',
    ]);
    expect(problemsOf(report, 'brokers-registered')).toContain(
      'broker-3: be registered as broker 3, got brokers 1, 2',
    );
    expect(problemsOf(report, 'replication')).toEqual([
      expect.stringMatching(/^Broker 3: be in sync .*, got out of sync in all of its 3 \(/),
    ]);
    expect(problemsOf(report, 'smoke-topic')).toContainEqual(
      expect.stringMatching(/^Partition 2 of the smoke topic: be led by broker 3, got [12]$/),
    );
  });

  it('a ZooKeeper member is down: the quorum only', async () => {
    await cluster.stopAll([['broker-2', 'zookeeper']]);
    const report = await cluster.check();
    await cluster.startAll([['broker-2', 'zookeeper']]);
    expect(failedChecks(report)).toEqual(['zookeeper-quorum']);
    expect(problemsOf(report, 'zookeeper-quorum')[0]).toMatch(
      /^ZooKeeper of broker-2: answer, got ECONNREFUSED$/,
    );
  });

  it('a ZooKeeper member runs under another id: the quorum only', async () => {
    const { snapshots } = zookeeperData(cluster.zookeeper(3).paths);
    const configs = [1, 2, 3].map((id) => ({
      path: join(cluster.zookeeper(id).paths.zookeeper.config, 'zoo.cfg'),
      edit: (text: string) => text.replace('server.3=', 'server.4='),
    }));
    const myid = { path: join(snapshots, 'myid'), edit: () => '4\n' };
    const report = await cluster.withChangedFiles(
      [...configs, myid],
      ['broker-1', 'broker-2', 'broker-3'].map((host) => [host, 'zookeeper'] as const),
      async () => {
        await cluster.untilAnotherQuorum();
        return await cluster.check();
      },
    );
    expect(failedChecks(report)).toEqual(['zookeeper-quorum']);
    expect(problemsOf(report, 'zookeeper-quorum')).toEqual([
      'ZooKeeper of broker-1: know the voters 1, 2, 3, got 1, 2, 4',
      'ZooKeeper of broker-2: know the voters 1, 2, 3, got 1, 2, 4',
      'ZooKeeper of broker-3: have id 3, got 4',
      'ZooKeeper of broker-3: know the voters 1, 2, 3, got 1, 2, 4',
    ]);
  });

  it('a setting is overridden in ZooKeeper for all brokers: the settings only', async () => {
    await cluster.override('all', 'log.retention.ms', '3600000');
    const report = await cluster.check();
    await cluster.override('all', 'log.retention.ms', undefined);
    expect(failedChecks(report)).toEqual(['settings-effective']);
    expect(problemsOf(report, 'settings-effective')).toEqual([
      'log.retention.ms of all brokers: be 259200000, got 3600000, set in ZooKeeper for all brokers',
    ]);
    const [problem] = report.results.find(({ id }) => id === 'settings-effective')!.problems;
    expect(problem?.remedy).toContain('cdktf-kafka converge --inventory FILE');
  });

  it('a default of Kafka is overridden for one broker: the settings, of that broker only', async () => {
    await cluster.override(2, 'log.cleaner.threads', '2');
    const report = await cluster.check();
    await cluster.override(2, 'log.cleaner.threads', undefined);
    expect(failedChecks(report)).toEqual(['settings-effective']);
    expect(problemsOf(report, 'settings-effective')).toEqual([
      'log.cleaner.threads of broker-2: be 1, got 2, set in ZooKeeper for this broker',
    ]);
  });

  it('a broker runs in another rack than rendered: its registration and its settings', async () => {
    const report = await withServerProperties(
      2,
      (text) => text.replace(/^broker.rack=.*$/m, 'broker.rack=elsewhere'),
      () => cluster.check({ checks: [replication], settleMs: 600_000 }),
    );
    expect(failedChecks(report)).toEqual(['brokers-registered', 'settings-effective']);
    expect(problemsOf(report, 'brokers-registered')).toEqual([
      'broker-2: be in rack b, got elsewhere',
    ]);
    expect(problemsOf(report, 'settings-effective')).toEqual([
      'broker.rack of broker-2: be b, got elsewhere, as it was when the broker started',
    ]);
  });

  it('a broker runs under another id: as if the one were missing and a stranger there', async () => {
    const report = await withServerProperties(
      3,
      (text) =>
        text
          .replace(/^broker.id=.*$/m, 'broker.id=4')
          .replace(/^log.dirs=.*$/m, `log.dirs=${cluster.stateHome}/data-of-4`),
      () => cluster.untilRegistered(1, 2, 4),
    );
    expect(failedChecks(report)).toEqual([
      'brokers-registered',
      'log-directories',
      'replication',
      'settings-effective',
      'smoke-topic',
    ]);
    expect(problemsOf(report, 'brokers-registered')).toEqual([
      'broker-3: be registered as broker 3, got brokers 1, 2, 4',
      'smoke: have only the brokers of its spec, got broker 4 as well',
    ]);
  });

  it('records are lost: reading them back, in every way that meets the hole', async () => {
    const report = await cluster.check({
      afterProduce: async (partitions) => {
        const lost = { partitionIndex: 0, offset: 3n };
        const topic = { name: partitions[0]!.topic, partitions: [lost] };
        await askLeader(partitions[0]!, (leader) =>
          leader.ask(deleteRecordsV2.api, [topic], 60_000),
        );
      },
    });
    expect(failedChecks(report)).toEqual(['round-trip', 'time-lookup', 'consumer-group']);
    expect(problemsOf(report, 'round-trip')).toEqual([
      'Partition 0 of the smoke topic: give back the 25 records that were acknowledged, got ' +
        '3 of 25 records lost (offsets 0 to 2)',
    ]);
  });

  it('a byte on the disk is changed: reading it back', async () => {
    const report = await cluster.check({
      afterProduce: (partitions) => {
        const file = segmentFile(partitions[1]!, 'log');
        const at = readFileSync(file).indexOf('a line of a log');
        overwrite(file, Buffer.from('b'), at);
        return Promise.resolve();
      },
    });
    expect(failedChecks(report)).toEqual(['round-trip', 'consumer-group']);
    expect(problemsOf(report, 'round-trip')).toEqual([
      'Partition 1 of the smoke topic: give back the 25 records that were acknowledged, got ' +
        'value changed at offset 0',
    ]);
  });

  it('the index of timestamps is wrong: the look-up by time only', async () => {
    const report = await cluster.check({
      afterProduce: (partitions) => {
        const longAgo = Buffer.alloc(8);
        overwrite(segmentFile(partitions[2]!, 'timeindex'), longAgo, 0);
        return Promise.resolve();
      },
    });
    expect(failedChecks(report)).toEqual(['time-lookup']);
    expect(problemsOf(report, 'time-lookup')[0]).toMatch(
      /^Partition 2 of the smoke topic: answer the look-up of before the first with offset 0 /,
    );
  });

  it('an internal topic has one replica: the internal topics only', async () => {
    await createTopic('__transaction_state', 1);
    const report = await cluster.check();
    await deleteTopic('__transaction_state');
    expect(failedChecks(report)).toEqual(['internal-topics']);
    expect(problemsOf(report, 'internal-topics')).toEqual([
      '__transaction_state: have 3 replicas of each partition, got 1 of 1 partitions with 1',
    ]);
  });
});

it('what was acknowledged is read back from the next leader when one goes away', async () => {
  const report = await cluster.check({
    checks: [roundTrip, rewind],
    // A new leader shows consumers the last records once its followers have asked for them.
    settleMs: 600_000,
    afterProduce: async () => {
      await cluster.stopAll([['broker-3', 'kafka']]);
      await cluster.untilMissed(3);
    },
  });
  await cluster.startAll([['broker-3', 'kafka']]);
  await cluster.untilWell();
  expect(failedChecks(report)).toEqual([]);
});

it('a value that ZooKeeper repeats is told, as it stands above the next change of the file', async () => {
  await cluster.override('all', 'log.retention.ms', '259200000');
  const report = await cluster.check();
  await cluster.override('all', 'log.retention.ms', undefined);
  expect(problemsOf(report, 'settings-effective')).toEqual([
    'log.retention.ms of all brokers: be said by server.properties alone, got 259200000, set in ZooKeeper for all brokers',
  ]);
});

it('a topic that one restart would close to writes is no fault, but shows', async () => {
  await createTopic('fragile', 2);
  const report = await cluster.check();
  await deleteTopic('fragile');
  expect(failedChecks(report)).toEqual([]);
  expect(report.notes.map(({ value }) => value)).toContain('1 that has not (fragile)');
});

describe('a check that goes wrong itself', () => {
  const wrong = (run: SmokeCheck['run']): SmokeCheck => ({ id: 'wrong', title: 'Wrong', run });
  const [quorum] = CLUSTER_CHECKS as [SmokeCheck];

  it('is a failed check with its reason, and the others go on', async () => {
    const broken = wrong(() => Promise.reject(new TypeError('x is undefined')));
    const report = await cluster.check({ checks: [broken, quorum] });
    expect(failedChecks(report)).toEqual(['wrong']);
    expect(problemsOf(report, 'wrong')).toEqual(['wrong: run to its end, got x is undefined']);
  });

  it('is ended at its time limit', async () => {
    const endless = wrong(() => new Promise(() => undefined));
    const report = await cluster.check({ checks: [endless], limitMs: 500 });
    expect(failedChecks(report)).toEqual(['wrong']);
    expect(problemsOf(report, 'wrong')[0]).toMatch(/^wrong: be done within 0.5 s/);
  });

  it('looks again while the cluster may settle, and tells how often it had to', async () => {
    let looks = 0;
    const third = wrong(() =>
      ++looks < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve('now'),
    );
    const report = await cluster.check({ checks: [third], settleMs: 600_000 });
    expect(report.results).toMatchObject([{ passed: true, evidence: 'now', attempts: 3 }]);
  });
});

it('an interrupted run raises its reason once its topic is removed', async () => {
  const controller = new AbortController();
  const reason = new Error('Ctrl-C');
  const run = cluster.check({
    signal: controller.signal,
    afterProduce: () => Promise.resolve(controller.abort(reason)),
  });
  await expect(run).rejects.toBe(reason);
});

it('an interrupt between two looks raises its reason as well', async () => {
  const controller = new AbortController();
  const reason = new Error('Ctrl-C');
  const failing: SmokeCheck = {
    id: 'failing',
    title: 'Failing',
    run: () => {
      setTimeout(() => controller.abort(reason), 50);
      return Promise.reject(new Error('not yet'));
    },
  };
  const { signal } = controller;
  await expect(cluster.check({ checks: [failing], signal, settleMs: 600_000 })).rejects.toBe(
    reason,
  );
});

it('a cluster of which nothing answers can not be checked', async () => {
  const elsewhere = smokeContext(cluster.topology, () =>
    Promise.resolve({ host: '127.0.0.1', port: 1 }),
  );
  await expect(runChecks(elsewhere, { settleMs: 0 })).rejects.toThrow(
    /^smoke: must be reachable from here, but neither a broker \(127.0.0.1:\d+, .*\) nor a ZooKeeper member answers\. /,
  );
});

describe('as a command', () => {
  const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
  const start = (...args: readonly string[]) =>
    spawn(process.execPath, [CLI, 'smoke', ...args], {
      env: { ...process.env, XDG_STATE_HOME: cluster.stateHome, LC_ALL: 'C', NO_COLOR: '1' },
    });
  const smoke = async (...args: readonly string[]) => {
    const child = start(...args);
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, stdout, stderr };
  };

  it('prints JSON alone, ends by itself and exits 0 where all is well', async () => {
    const { code, stdout, stderr } = await smoke('--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout) as { checks: unknown[] };
    expect(report).toMatchObject({ formatVersion: 1, cluster: 'smoke', passed: true });
    expect(report.checks).toHaveLength(CLUSTER_CHECKS.length);
  });

  it('exits 1 where a check fails, and says which in the table and for CI', async () => {
    const junit = join(cluster.stateHome, 'smoke.xml');
    await cluster.stopAll([['broker-1', 'zookeeper']]);
    const only = ['--only', 'zookeeper-quorum', '--only', 'one-controller'];
    const { code, stdout } = await smoke(...only, '--wait', '0', '--junit', junit);
    await cluster.startAll([['broker-1', 'zookeeper']]);
    expect(code).toBe(1);
    // Several where it led: the others are then between two leaders.
    expect(stdout).toMatch(/^x zookeeper-quorum +failed: \d problems?, see below/m);
    expect(stdout).toMatch(/^\+ one-controller +broker-\d, as broker-1, broker-2, broker-3 say/m);
    expect(stdout).toMatch(/^x smoke: 1 of 2 checks passed in /m);
    expect(readFileSync(junit, 'utf8')).toMatch(/tests="2" failures="1"/);
    await cluster.untilWell();
  });

  it('Ctrl-C ends it with 130, and its topic is gone', async () => {
    const child = start();
    const closed = once(child, 'close');
    await until('its topic is there', async () => (await cluster.topics()).some(isSmokeTopic));
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
  });
});

async function createTopic(name: string, replicas: number): Promise<void> {
  const topic = {
    name,
    numPartitions: 1,
    replicationFactor: replicas,
    assignments: [],
    configs: [],
  };
  await cluster.askController((controller) =>
    controller.ask(createTopicsV7.api, [topic], 60_000, false),
  );
}

async function deleteTopic(name: string): Promise<void> {
  await cluster.askController((controller) =>
    controller.ask(deleteTopicsV6.api, [{ name }], 60_000),
  );
}

async function askLeader<T>(
  { leader }: LedPartition,
  ask: Parameters<typeof cluster.askController<T>>[0],
): Promise<T> {
  return await cluster.withKafka(({ kafka }) => ask(kafka.broker(leader)));
}

/** A report while one broker runs with another server.properties. */
async function withServerProperties(
  id: number,
  edit: (text: string) => string,
  untilReady: () => Promise<unknown>,
) {
  const { name, paths } = cluster.broker(id);
  return await cluster.withChangedFiles(
    [{ path: join(paths.kafka.config, 'server.properties'), edit }],
    [[name, 'kafka']],
    async () => {
      await untilReady();
      return await cluster.check();
    },
  );
}

/** A file of a partition on its leader's disk. */
function segmentFile({ leader, topic, partition }: LedPartition, kind: 'log' | 'timeindex') {
  const name = `${topic}-${partition}/00000000000000000000.${kind}`;
  return leader.paths.kafka.data.map((disk) => join(disk, name)).find(existsSync)!;
}

/** In place, under the feet of the broker that has it open. */
function overwrite(file: string, bytes: Buffer, at: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}
