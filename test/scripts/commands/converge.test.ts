import { renderHost } from '../../../cluster/host-files';
import { converge } from '../../../scripts/commands/converge';
import type { HostShell, HostShells } from '../../../scripts/hosts/host-shell';
import { healthy } from '../../support/cluster-states';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';
import { STAYS_AS_IT_IS } from '../../support/stays-as-it-is';

const topology = productionTopology();
const inventory = inventoryOf(undefined, { manifestSha256: 'ab'.repeat(32) });
const { signal } = new AbortController();

/** A cluster whose hosts run with the files of the spec, but for one file of one host. */
function clusterWith(older?: { readonly host: string; readonly path: string }) {
  const changes: string[] = [];
  const answer = (stdout: string) => Promise.resolve({ code: 0, stdout, stderr: '' });
  const of = (name: string): HostShell => {
    const host = topology.hosts.find((each) => each.name === name)!;
    const files = renderHost(topology, host).map(({ path, sha256, mode }) => ({
      ...{ path, mode },
      sha256: older?.host === name && older.path === path ? '0'.repeat(64) : sha256,
    }));
    const answers: Readonly<Record<string, () => string>> = {
      'cdktf-kafka-host status': () => 'state ready\n',
      'sha256sum --': () => files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''),
      'stat --format=%a %n': () =>
        files.map(({ path, mode }) => `${mode.toString(8)} ${path}\n`).join(''),
      'systemctl show': () => 'ActiveState=active\nNRestarts=0\n',
      'ls --': () => '',
      'cat /proc/net/tcp': () => '',
    };
    const change = (what: string) => {
      changes.push(`${name}: ${what}`);
      return answer('');
    };
    return {
      name,
      run: ([program = '', ...words]) => {
        const command = `${program.split('/').at(-1)} ${words[0]}`;
        return answers[command] ? answer(answers[command]()) : change(command);
      },
      read: () => Promise.resolve('an older one\n'),
      write: async (path) => void (await change(`write ${path}`)),
      forward: () => Promise.reject(new Error('no port is asked for')),
    };
  };
  const shells: HostShells = { of, close: () => Promise.resolve() };
  const state = () => Promise.resolve(healthy);
  const reach = () => Promise.reject(new Error('no port is asked for'));
  const ways = { inventory, topology, reach, shells, look: state, gate: state };
  return { cluster: { ...ways, ...STAYS_AS_IT_IS }, changes };
}

const OLDER = { host: 'broker-2', path: '/etc/kafka/server.properties' };
const options = { inventory: 'inventory.json', wait: 0, waitForLock: 0, signal };
const told: string[] = [];

beforeEach(() => {
  told.length = 0;
  jest.spyOn(console, 'log').mockImplementation((text: string) => told.push(text));
});
afterEach(() => jest.restoreAllMocks());

describe('converge --dry-run', () => {
  it('ends with 0 where every host has its files and runs with them', async () => {
    const { cluster, changes } = clusterWith();
    expect(await converge(cluster, { ...options, dryRun: true })).toBe(0);
    expect(told.join()).toContain('Every host has its files, and runs with them.');
    expect(changes).toEqual([]);
  });

  it('ends with 1 where there is something to do, tells what, and does nothing', async () => {
    const { cluster, changes } = clusterWith(OLDER);
    expect(await converge(cluster, { ...options, dryRun: true })).toBe(1);
    expect(told.join()).toMatch(/broker-2:\n {2}- \/etc\/kafka\/server\.properties differs: /);
    expect(told.join()).toContain('broker-1, broker-3: nothing to do');
    expect(changes).toEqual([]);
  });
});

describe('converge --only', () => {
  it('looks at these hosts alone', async () => {
    const { cluster, changes } = clusterWith(OLDER);
    const only = { ...options, dryRun: true, only: ['broker-1', 'broker-3'] } as const;
    expect(await converge(cluster, only)).toBe(0);
    expect(told.join()).not.toContain('broker-2');
    expect(changes).toEqual([]);
  });

  it('tells what they need, and of no other', async () => {
    const { cluster } = clusterWith(OLDER);
    expect(await converge(cluster, { ...options, dryRun: true, only: ['broker-2'] })).toBe(1);
    expect(told.join()).toMatch(/^broker-2:\n {2}- /);
    expect(told.join()).not.toMatch(/broker-[13]/);
  });

  it('tells only them what they may take', async () => {
    const { cluster, changes } = clusterWith();
    expect(await converge(cluster, { ...options, only: ['broker-3'] })).toBe(0);
    expect([...new Set(changes.map((change) => change.split(':')[0]))]).toEqual(['broker-3']);
  });

  it('refuses a host that the cluster does not have, and names those that it has', async () => {
    const { cluster, changes } = clusterWith(OLDER);
    await expect(converge(cluster, { ...options, only: ['broker-9'] })).rejects.toThrow(
      "--only: must name a host of the cluster, got 'broker-9'. There are broker-1, broker-2, broker-3.",
    );
    expect(changes).toEqual([]);
  });
});

describe('converge', () => {
  it('ends with 0 where there is nothing to do, and tells the hosts what they may take', async () => {
    const { cluster, changes } = clusterWith();
    expect(await converge(cluster, options)).toBe(0);
    expect([...new Set(changes.map((change) => change.replace(/^\S+ /, '')))]).toEqual([
      'mkdir --parents',
      'write /etc/cdktf-kafka/manifest.sha256',
    ]);
  });

  it('asks before it changes a process, and can ask nobody without a terminal', async () => {
    const { cluster, changes } = clusterWith(OLDER);
    await expect(converge(cluster, options)).rejects.toThrow(
      'converge: must be told to go on where there is no terminal. Give --yes.',
    );
    expect(changes.filter((change) => /systemctl|pull/.test(change))).toEqual([]);
  });

  it('changes no host before it has the lock', async () => {
    const { cluster, changes } = clusterWith(OLDER);
    const interrupt = new AbortController();
    const reach = () => {
      setImmediate(() => interrupt.abort(new Error('Ctrl-C')));
      return Promise.reject(new Error('no way'));
    };
    const given = { ...options, yes: true, signal: interrupt.signal } as const;
    await expect(converge({ ...cluster, reach }, given)).rejects.toThrow('Ctrl-C');
    expect(changes.filter((change) => /systemctl|pull/.test(change))).toEqual([]);
  });
});
