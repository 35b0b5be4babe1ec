import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localPorts } from '../../../cluster/local-site';
import { claimSlot } from '../../../scripts/local/claim-slot';
import type { LocalClusterEvent } from '../../../scripts/local/events';
import { startLocalCluster } from '../../../scripts/local/start-local-cluster';
import { waitForBrokers } from '../../../scripts/local/wait-until-ready';
import plainLocalSpec from '../../support/plain-local.spec';
import { runningProcesses } from '../../support/running-processes';
import { until } from '../../support/until';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'supervised-cluster-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('processes that can never start are given up, each with the lines of its log that say why', async () => {
  const failed: Extract<LocalClusterEvent, { kind: 'failed' }>[] = [];
  const slot = await claimSlot({ hosts: 3 });
  const { client } = localPorts(slot, 1);
  const otherProgram = createServer().listen(client, addressOf(slot, 1));
  await once(otherProgram, 'listening');
  giveDataOfAnotherBroker(join(folder, 'broker-3/data/kafka-1'));
  const cluster = await startLocalCluster({
    spec: plainLocalSpec,
    folder,
    slot,
    onEvent: (event) => event.kind === 'failed' && failed.push(event),
    alter: (file, host) =>
      host.name === 'broker-1' && file.path.endsWith('server.properties')
        ? { ...file, content: file.content.replace(/^num\.io\.threads=.*$/m, 'num.io.threads=-1') }
        : file,
  });
  try {
    const { signal } = new AbortController();
    const told = waitForBrokers(cluster, { signal });
    await expect(told).rejects.toThrow(/broker-1: kafka ended \(exit code 1\) .*num\.io\.threads/s);
    await until('all three are given up', () => failed.length === 3);
    expect(failed.map(({ why }) => why)).toEqual(Array(3).fill('it would end the same way again'));
    const linesOf = (name: string) => failed.find(({ host }) => host === name)?.lines.join('\n');
    expect(linesOf('broker-1')).toMatch(/ConfigException: Invalid value -1 .*num\.io\.threads/);
    expect(linesOf('broker-2')).toMatch(/Address already in use/);
    expect(linesOf('broker-3')).toMatch(/Stored node id 7 doesn't match/);
    const states = cluster.processes().map(({ process, state }) => `${process} ${state}`);
    expect(states.sort()).toEqual([
      ...Array<string>(3).fill('kafka failed'),
      ...Array<string>(3).fill('zookeeper running'),
    ]);
  } finally {
    await cluster.stop();
    otherProgram.close();
  }
  expect(runningProcesses(folder)).toEqual([]);
});

const addressOf = ({ addressing }: { readonly addressing: string }, index: number) =>
  addressing === 'addresses' ? `127.0.0.${index + 1}` : '127.0.0.1';

function giveDataOfAnotherBroker(data: string): void {
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'meta.properties'), 'version=0\nbroker.id=7\n');
}
