import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12 } from '@platformatic/kafka';
import { bootstrapServers, brokerHosts } from '../../../cluster/topology';
import { openKafka } from '../../../scripts/cluster-access/kafka-access';
import { directReach } from '../../../scripts/cluster-access/reach';
import { readRecord } from '../../../scripts/local/cluster-record';
import { defaultSpec } from '../../../scripts/local/default-spec';
import type { LocalClusterEvent } from '../../../scripts/local/events';
import { startLocalCluster, type LocalCluster } from '../../../scripts/local/local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';

// Twelve real processes on whatever cores there are.
jest.setTimeout(180_000);

const { signal } = new AbortController();
const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'local-cluster-')));
const [folder = ''] = folders;
const events: LocalClusterEvent[] = [];
let clusters: readonly LocalCluster[] = [];
let cluster: LocalCluster;

beforeAll(async () => {
  clusters = await Promise.all(
    folders.map((each) =>
      startLocalCluster({
        spec: defaultSpec,
        folder: each,
        onEvent: (event) => each === folder && events.push(event),
      }),
    ),
  );
  cluster = clusters[0]!;
  for (const each of clusters) {
    await waitForQuorum(each, { signal });
    await waitForBrokers(each, { signal });
  }
});

afterAll(async () => {
  await Promise.all(clusters.map((each) => each.stop()));
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** What a broker says about its cluster. */
async function askAbout(of: LocalCluster) {
  const { security } = of.topology.spec;
  const kafka = openKafka({ reach: directReach, security, signal });
  try {
    return await kafka.broker(brokerHosts(of.topology)[0]!).ask(metadataV12.api, []);
  } finally {
    await kafka.close();
  }
}

const processOf = (host: string, process: string) =>
  cluster.processes().find((each) => each.host === host && each.process === process)!;

test('two clusters started in the same instant serve side by side', async () => {
  const [one, two] = [await askAbout(clusters[0]!), await askAbout(clusters[1]!)];
  expect(one.brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
  expect(two.brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
  expect(one.clusterId).not.toBe(two.clusterId);
  const ports = clusters.map(({ topology }) => topology.hosts[0]!.ports.client);
  expect(new Set(ports).size).toBe(2);
});

test('stopped, a cluster leaves no process, and the other one goes on', async () => {
  const [, second] = clusters;
  await second!.stop();
  expect(runningProcesses(folders[1]!)).toEqual([]);
  expect(readRecord(folders[1]!)?.supervisor).toBeUndefined();
  expect((await askAbout(cluster)).brokers).toHaveLength(3);
});

test('a broker that crashed is started again until its old session has ended', async () => {
  const before = processOf('broker-2', 'kafka');
  process.kill(before.id!.pid, 'SIGKILL');
  await until('it meets its old session', () =>
    events.some((event) => event.kind === 'ended' && /NodeExists/.test(event.lines.join())),
  );
  await waitForBrokers(cluster, { signal });
  expect(processOf('broker-2', 'kafka').restarts).toBeGreaterThanOrEqual(2);
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  expect(events.find(({ kind }) => kind === 'ended')).toMatchObject({
    host: 'broker-2',
    process: 'kafka',
    how: 'SIGKILL',
  });
});

test('a process that is killed on purpose stays down until it is started', async () => {
  await cluster.kill('broker-3', 'zookeeper');
  expect(processOf('broker-3', 'zookeeper')).not.toHaveProperty('id');
  await sleep(1_000);
  expect(processOf('broker-3', 'zookeeper').state).toBe('stopped');
  await cluster.start('broker-3', 'zookeeper');
  await waitForQuorum(cluster, { signal });
});

test('a process can be frozen and thawed', async () => {
  await cluster.kill('broker-1', 'zookeeper', 'SIGSTOP');
  expect(processOf('broker-1', 'zookeeper').state).toBe('running');
  await cluster.kill('broker-1', 'zookeeper', 'SIGCONT');
  await waitForQuorum(cluster, { signal });
});

test('the record in the folder tells other commands what runs', () => {
  const record = readRecord(folder)!;
  expect(record).toMatchObject({
    clusterName: 'local',
    supervisor: { pid: process.pid },
    bootstrapServers: bootstrapServers(cluster.topology),
  });
  expect(record.processes.map(({ id }) => id?.pid).sort()).toEqual([
    ...runningProcesses(folder).toSorted(),
  ]);
});

test('a name that no process has is an error', async () => {
  await expect(cluster.kill('broker-9', 'kafka')).rejects.toThrow(/no process 'broker-9 kafka'/);
});
