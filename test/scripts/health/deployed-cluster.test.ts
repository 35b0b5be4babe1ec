import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openDeployedCluster,
  type DeployedCluster,
  type DeployedClusterOptions,
} from '../../../scripts/health/deployed-cluster';
import { GateError } from '../../../scripts/health/gate/wait-for-gate';
import { DEFAULT_SSH } from '../../../scripts/hosts/ssh-settings';
import { inventoryOf } from '../../support/inventories';

const { signal } = new AbortController();
const opened: DeployedCluster[] = [];
const home = process.env.HOME;
let emptyHome: string;

/** Nothing listens at its addresses, and there is no key to log in with. */
function open(changes: Partial<DeployedClusterOptions> = {}): DeployedCluster {
  const cluster = openDeployedCluster({
    inventory: inventoryOf(undefined, { address: '127.77.0.1' }),
    settings: DEFAULT_SSH,
    direct: false,
    ...changes,
  });
  opened.push(cluster);
  return cluster;
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  return error;
}

beforeAll(() => {
  emptyHome = mkdtempSync(join(tmpdir(), 'no-keys-'));
  process.env.HOME = emptyHome;
});
afterAll(async () => {
  process.env.HOME = home;
  rmSync(emptyHome, { recursive: true });
  await Promise.all(opened.map(({ shells }) => shells.close()));
});

describe('the way to a cluster', () => {
  it('is not there without a key, where all goes through SSH', async () => {
    const error = await failureOf(open().checkWay());
    expect(error.message).toMatch(/^broker-1: must be logged in to with a key/);
  });

  it('needs none where the ports are reached by themselves', async () => {
    await expect(open({ direct: true }).checkWay()).resolves.toBeUndefined();
  });
});

describe('a look at a cluster', () => {
  it('tells why its hosts are not reached through SSH', async () => {
    const { unreached, controllers } = await open().look(signal);
    expect([...unreached.keys()].sort()).toEqual(['broker-1', 'broker-2', 'broker-3']);
    expect(controllers.size).toBe(0);
  });

  it('asks at the addresses of the inventory where it needs no SSH', async () => {
    const { unreached, members } = await open({ direct: true }).look(signal);
    expect([unreached.size, members.size]).toEqual([0, 0]);
  });
});

describe('a gate of a cluster', () => {
  it('ends at once where there is no way to any host, and says that first', async () => {
    const error = await failureOf(open().gate({ signal }));
    expect(error).toBeInstanceOf(GateError);
    expect(error.message).toMatch(
      /^broker-1: must be logged in to with a key[^]*\nThe gate was not waited for any longer\.$/,
    );
  });

  it('ends for a reason of whoever waits before it looks at the way', async () => {
    const reason = { path: 'broker-2, kafka.service', rule: 'stay up', remedy: 'Look at its log' };
    const error = await failureOf(open().gate({ signal, hopeless: () => Promise.resolve(reason) }));
    expect(error.message).toMatch(/^broker-2, kafka\.service: must stay up\./);
  });

  it('waits as long as the cluster was opened to wait, and tells what for', async () => {
    const told: string[] = [];
    const cluster = open({
      direct: true,
      patience: { stallMs: 0 },
      onProgress: (text) => told.push(text),
    });
    const error = await failureOf(cluster.gate({ signal, apartFrom: 'broker-1' }));
    expect(error.message).toMatch(/^broker-2: must be registered as broker 2[^]* 0 s in which/);
    expect(told).toEqual([expect.stringMatching(/^broker-2: must be registered/) as string]);
  });
});
