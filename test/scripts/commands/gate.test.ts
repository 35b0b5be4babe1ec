import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gateTolerance } from '../../../scripts/commands/gate';
import { CliRun } from '../../support/cli';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

describe('the gates of a first deploy', () => {
  async function gate(...argv: readonly string[]): Promise<CliRun> {
    const folder = mkdtempSync(join(tmpdir(), 'gate-'));
    try {
      const file = join(folder, 'inventory.json');
      writeFileSync(file, JSON.stringify(inventoryOf()));
      // Its home has no keys, and there is no agent.
      const run = new CliRun(['gate', '--first-deploy', '--inventory', file, ...argv], {
        HOME: folder,
        SSH_AUTH_SOCK: '',
      });
      await run.exitCode();
      return run;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('end the deploy where there is no key to reach its hosts with, before it makes any', async () => {
    const run = await gate();
    expect(await run.exitCode()).toBe(2);
    expect(run.output).toMatch(/^broker-1: must be logged in to with a key/);
  });

  it('open where there is one', async () => {
    const identity = join(mkdtempSync(join(tmpdir(), 'gate-key-')), 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', identity]);
    const run = await gate('--identity', identity);
    rmSync(dirname(identity), { recursive: true });
    expect(run.output).toBe('First deploy: there is no cluster to protect yet.\n');
    expect(await run.exitCode()).toBe(0);
  });
});

it('ends with 1 where a gate stays closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  const file = join(folder, 'inventory.json');
  // Nothing listens at this address.
  writeFileSync(file, JSON.stringify(inventoryOf(undefined, { address: '127.77.0.1' })));
  const run = new CliRun(['gate', '--inventory', file, '--direct', '--stall', '0']);
  const code = await run.exitCode();
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(run.output).toContain("broker-1: must be registered as broker 1, got 'no brokers'.");
  expect(run.output).toMatch(/\nWaited for 0 s in which nothing got better\.\n$/);
});

describe('what a gate of a deploy lets pass', () => {
  it('is nothing by itself', () => {
    expect(gateTolerance(topology, {})).toEqual({});
  });

  it('before a host: that host, and that later ones are not there yet', () => {
    expect(gateTolerance(topology, { before: 'broker-2' })).toEqual({
      apartFrom: 'broker-2',
      notYet: ['broker-2', 'broker-3'],
    });
  });

  it('after a host: that later ones are not there yet', () => {
    expect(gateTolerance(topology, { after: 'broker-2' })).toEqual({
      apartFrom: undefined,
      notYet: ['broker-3'],
    });
  });

  it('is refused for a host that the cluster does not have', () => {
    expect(() => gateTolerance(topology, { after: 'broker-9' })).toThrow(
      "gate: must name a host of the cluster, got 'broker-9'. There are broker-1, broker-2, broker-3.",
    );
  });
});
