import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restart } from '../../../scripts/commands/restart';
import type { HostShell } from '../../../scripts/hosts/host-shell';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { CliRun } from '../../support/cli';
import { healthy } from '../../support/cluster-states';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';
import { GOLDEN_SPECS } from '../../support/specs';

/** A cluster to which there is no way: who asks for the lock is interrupted. */
function clusterOf(changes: Partial<KafkaClusterSpec> = {}) {
  const done: string[] = [];
  const interrupt = new AbortController();
  const of = (name: string) =>
    ({
      name,
      run: (argv: readonly string[]) => {
        done.push(argv.join(' '));
        return Promise.resolve({ code: 0, stdout: '', stderr: '' });
      },
    }) as HostShell;
  const state = () => Promise.resolve(healthy);
  const reach = () => {
    setImmediate(() => interrupt.abort(new Error('Ctrl-C')));
    return Promise.reject(new Error('no way'));
  };
  const topology = productionTopology(changes);
  const shells = { of, close: () => Promise.resolve() };
  return {
    cluster: {
      ...{ topology, reach, shells, look: state, gate: state },
      judgeHosts: () => Promise.resolve([]),
    },
    ...{ host: topology.hosts[0]!, done, signal: interrupt.signal },
  };
}

const options = { inventory: 'f', sshPort: 22, reason: 'a leak', waitForLock: 0 };
const told: string[] = [];
beforeEach(() => {
  told.length = 0;
  jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
});
afterEach(() => jest.restoreAllMocks());

describe('restart', () => {
  it('tells what it would restart and why, and asks before it does', async () => {
    const { cluster, host, done, signal } = clusterOf();
    await expect(restart(cluster, host, { ...options, signal })).rejects.toThrow(
      'restart: must be told to go on where there is no terminal. Give --yes.',
    );
    expect(told.join()).toMatch(/^broker-1:\n {2}- kafka\.service is restarted: a leak\n/);
    expect(done).toEqual([]);
  });

  it('restarts ZooKeeper where that is named', async () => {
    const { cluster, host, signal } = clusterOf();
    const named = { ...options, unit: 'zookeeper', signal } as const;
    await expect(restart(cluster, host, named)).rejects.toThrow('--yes');
    expect(told.join()).toContain('zookeeper.service is restarted: a leak');
  });

  it('refuses a process that the host does not have, and names those that it has', async () => {
    const { cluster, signal } = clusterOf(GOLDEN_SPECS['five-voters']);
    const host = cluster.topology.hosts.find(({ broker }) => !broker)!;
    const named = { ...options, unit: 'kafka', signal } as const;
    await expect(restart(cluster, host, named)).rejects.toThrow(
      `--unit: must be a process of ${host.name}, got 'kafka'. It has zookeeper.`,
    );
    // Without a name it is the one that it has.
    await expect(restart(cluster, host, { ...options, signal })).rejects.toThrow('--yes');
    expect(told.join()).toContain('zookeeper.service is restarted: a leak');
  });

  it('touches no process before it has the lock', async () => {
    const { cluster, host, done, signal } = clusterOf();
    await expect(restart(cluster, host, { ...options, yes: true, signal })).rejects.toThrow(
      'Ctrl-C',
    );
    expect(done).toEqual([]);
  });
});

describe('the command line of restart', () => {
  async function run(...argv: readonly string[]): Promise<CliRun> {
    const folder = mkdtempSync(join(tmpdir(), 'restart-'));
    const file = join(folder, 'inventory.json');
    writeFileSync(file, JSON.stringify(inventoryOf()));
    const cli = new CliRun(['restart', ...argv, '--inventory', file]);
    await cli.exitCode();
    rmSync(folder, { recursive: true });
    return cli;
  }

  it.each([
    ['no reason is given', ['broker-1'], '--reason: must be given.'],
    ['there is no such host', ['broker-9', '--reason', 'x'], 'broker-9'],
    ['there is no such process', ['broker-1', '--reason', 'x', '--unit', 'nfs'], 'kafka'],
  ])('is refused where %s', async (_, argv, message) => {
    const cli = await run(...argv);
    expect(await cli.exitCode()).toBe(2);
    expect(cli.output).toContain(message);
  });
});
