import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12 } from '@platformatic/kafka';
import { endSessionsProgram } from '../../../cluster/processes/host-process';
import { bootstrapServers, brokerHosts } from '../../../cluster/topology';
import { claimSlot } from '../../../scripts/local/claim-slot';
import { readRecord } from '../../../scripts/local/cluster-record';
import type { LocalClusterEvent } from '../../../scripts/local/events';
import type { LocalCluster } from '../../../scripts/local/local-cluster';
import { startLocalCluster } from '../../../scripts/local/start-local-cluster';
import { waitForBrokers, waitForQuorum } from '../../../scripts/local/wait-until-ready';
import { CLASS_ARCHIVE_LOG } from '../../../scripts/local/process-plans';
import { LONG_SESSIONS } from '../../support/long-sessions';
import { openPatiently } from '../../support/open-patiently';
import plainLocalSpec from '../../support/plain-local.spec';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';
import { zookeeperShell } from '../../support/zookeeper-shell';

const spec = { ...plainLocalSpec, ...LONG_SESSIONS };

const { signal } = new AbortController();
const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'local-cluster-')));
const [folder = ''] = folders;
const events: LocalClusterEvent[] = [];
let clusters: readonly LocalCluster[] = [];
let cluster: LocalCluster;

beforeAll(async () => {
  const onEvent = (event: LocalClusterEvent) => events.push(event);
  clusters = await Promise.all([
    startLocalCluster({ spec, folder, onEvent }),
    startWithPorts(folders[1]!),
  ]);
  cluster = clusters[0]!;
  for (const each of clusters) {
    await waitForQuorum(each, { signal });
    await waitForBrokers(each, { signal });
  }
});

test.each(['broker-1', 'broker-3'])('the processes of %s map their archives of classes', (host) => {
  const found = cluster.processes().filter((each) => each.host === host);
  expect(found).toHaveLength(2);
  for (const { id, archive, ownLog } of found) {
    expect(archive).toMatch(/class-archives\/(kafka|zookeeper)-[0-9a-f]{12}\.jsa$/);
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${id!.pid}/maps`, 'utf8')).toContain(archive);
    }
    const said = readFileSync(join(dirname(ownLog), CLASS_ARCHIVE_LOG), 'utf8');
    expect(said).toContain(`Opened archive ${archive}.`);
    expect(said).toMatch(/Mapped static +region #0/);
  }
  expect(events).toContainEqual({ kind: 'classes-archived', archived: 6, processes: 6 });
});

afterAll(async () => {
  await Promise.all(clusters.map((each) => each.stop()));
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** As it is where 127.0.0.1 is the only address, on a Mac for one. */
async function startWithPorts(inFolder: string): Promise<LocalCluster> {
  const slot = { ...(await claimSlot({ hosts: 3 })), addressing: 'ports' as const };
  return await startLocalCluster({ spec, folder: inFolder, slot });
}

/** What a broker says about its cluster. */
async function askAbout(of: LocalCluster) {
  const kafka = openPatiently(of.topology);
  try {
    return await kafka.broker(brokerHosts(of.topology)[0]!).ask(metadataV12.api, []);
  } finally {
    await kafka.close();
  }
}

const processOf = (host: string, process: string) =>
  cluster.processes().find((each) => each.host === host && each.process === process)!;

test('two clusters started in the same instant serve side by side', async () => {
  const servers = clusters.map(({ topology }) => bootstrapServers(topology).split(','));
  expect(new Set(servers.flat()).size).toBe(6);
  const [one, two] = [await askAbout(clusters[0]!), await askAbout(clusters[1]!)];
  expect(one.brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
  expect(two.brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
  expect(one.clusterId).not.toBe(two.clusterId);
});

test('where there is one address only, the members differ by their ports', () => {
  const hosts = clusters[1]!.topology.hosts;
  expect(hosts.map(({ address }) => address)).toEqual(Array(3).fill('127.0.0.1'));
  expect(new Set(hosts.map(({ ports }) => ports.client)).size).toBe(3);
});

test('stopped, a cluster leaves no process, and the other one goes on', async () => {
  const [, second] = clusters;
  await second!.stop();
  expect(runningProcesses(folders[1]!)).toEqual([]);
  expect(readRecord(folders[1]!)?.supervisor).toBeUndefined();
  expect((await askAbout(cluster)).brokers).toHaveLength(3);
});

test('a broker that crashed is started again until a session that was not ended at once has timed out', async () => {
  // Not the controller, whose session holds another place beside the registration.
  const { controllerId } = await askAbout(cluster);
  const crashed = brokerHosts(cluster.topology).find(({ broker }) => broker.id !== controllerId)!;
  writeFileSync(endSessionsProgram(crashed), 'raise SystemExit(1)\n');
  process.kill(processOf(crashed.name, 'kafka').id!.pid, 'SIGKILL');
  await until('it meets its old session', () =>
    events.some((event) => event.kind === 'ended' && /NodeExists/.test(event.lines.join())),
  );
  // As when the session has run out.
  zookeeperShell(cluster.topology, 'delete', `/brokers/ids/${crashed.broker.id}`);
  await waitForBrokers(cluster, { signal });
  expect(processOf(crashed.name, 'kafka').restarts).toBeGreaterThanOrEqual(2);
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  expect(events.find(({ kind }) => kind === 'ended')).toMatchObject({
    host: crashed.name,
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
