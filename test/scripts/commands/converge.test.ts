import { converge } from '../../../scripts/commands/converge';
import { healthy } from '../../support/cluster-states';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';
import { renderedHosts, type RenderedHostsOptions } from '../../support/rendered-hosts';

const topology = productionTopology();
const inventory = inventoryOf(undefined, { manifestSha256: 'ab'.repeat(32) });
const { signal } = new AbortController();

/** A cluster whose hosts run with the files of the spec, but for one file of one host. */
function clusterWith(older?: RenderedHostsOptions['older']) {
  const { shells, changes } = renderedHosts(topology, { older });
  const state = () => Promise.resolve(healthy);
  return { cluster: { inventory, topology, shells, look: state, gate: state }, changes };
}

const OLDER = { host: 'broker-2', path: '/etc/kafka/server.properties' };
const options = { inventory: 'inventory.json', wait: 0, signal };
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

describe('converge', () => {
  it('ends with 0 where there is nothing to do, and tells the hosts what they may take', async () => {
    const { cluster, changes } = clusterWith();
    expect(await converge(cluster, options)).toBe(0);
    expect([...new Set(changes.map((change) => change.replace(/^\S+ /, '')))]).toEqual([
      'mkdir --parents /etc/cdktf-kafka',
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

  it('stops at a host that has other files than the spec renders after it fetched them', async () => {
    const { cluster } = clusterWith(OLDER);
    await expect(converge(cluster, { ...options, yes: true })).rejects.toThrow(
      /^Stopped at broker-2:\nbroker-2, \/etc\/kafka\/server\.properties: must be the file that the spec renders, [^]*To go on: npx --no-install cdktf-kafka converge --inventory inventory\.json$/,
    );
  });
});
