import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostShell, HostShells } from '../../../scripts/hosts/host-shell';
import { HostError } from '../../../scripts/hosts/host-error';
import {
  findOlderHosts,
  renderOlderHosts,
  replaceOlderHosts,
} from '../../../scripts/replacing/older-hosts';
import { runTerraform, type TerraformRun } from '../../../scripts/terraform/run-terraform';
import { changeTelling } from '../../support/change-telling';
import { healthy } from '../../support/cluster-states';
import { describeWithTerraform } from '../../support/describe-with-terraform';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const NAMES = topology.hosts.map(({ name }) => name);
const inventory = inventoryOf(undefined, { imageId: 'ami-new' });
const { signal } = new AbortController();

/** What hosts say of their image, and when their keys were made; a host without an image gives no answer. */
function shellsOf(
  imageOf: (name: string) => string | undefined,
  kind: HostError['kind'] = 'unreachable',
) {
  const of = (name: string): HostShell => {
    const problem = { path: name, rule: 'answer', remedy: 'Look at it' };
    const run = (argv: readonly string[]) => {
      const image = imageOf(name);
      if (image === undefined) return Promise.reject(new HostError(kind, problem));
      const stdout = argv[0] === 'stat' ? '1700000000\n' : `image ${image}\n`;
      return Promise.resolve({ code: 0, stdout, stderr: '' });
    };
    return { name, run } as Partial<HostShell> as HostShell;
  };
  return { of, close: () => Promise.resolve() } satisfies HostShells;
}

const found = (shells: HostShells, madeBefore?: Date) =>
  findOlderHosts(
    { inventory, topology, shells, look: () => Promise.resolve(healthy) },
    { madeBefore, signal },
  );

describe('hosts that are older than a new one would be', () => {
  it('are those of another image, the ZooKeeper leader and the controller last', async () => {
    // Broker 2 is both.
    expect(renderOlderHosts(await found(shellsOf(() => 'ami-old')))).toBe(
      [
        '1. broker-1 stands on ami-old; a new instance would boot ami-new',
        '2. broker-3 stands on ami-old; a new instance would boot ami-new',
        '3. broker-2 stands on ami-old; a new instance would boot ami-new',
        'Made anew one at a time, each behind a gate; the order is found at each step: the ZooKeeper leader late, the controller last.',
      ].join('\n'),
    );
  });

  it('are none where each stands on what a new one would', async () => {
    expect(await found(shellsOf(() => 'ami-new'))).toEqual([]);
    expect(renderOlderHosts([])).toBe('No host is older than a new one would be.');
  });

  it('are also those made before a moment, whatever they stand on', async () => {
    const shells = shellsOf(() => 'ami-new');
    expect(await found(shells, new Date('2023-11-14T22:13:20Z'))).toEqual([]);
    const [first] = await found(shells, new Date('2023-11-14T22:13:21Z'));
    expect(first?.reasons).toEqual(['was made at 2023-11-14T22:13:20.000Z']);
  });

  it('are also those that give no answer', async () => {
    const older = await found(shellsOf((name) => (name === 'broker-3' ? undefined : 'ami-new')));
    expect(older.map(({ host }) => host.name)).toEqual(['broker-3']);
    expect(older[0]?.reasons[0]).toMatch(/^gives no answer: broker-3: must answer/);
  });

  it('are told of nobody where a host lets us not in', async () => {
    await expect(found(shellsOf(() => undefined, 'authentication'))).rejects.toThrow(/must answer/);
  });
});

// Resources that need no provider play the instances: their id is another one when they were made anew.
describeWithTerraform('hosts that are made anew one after another', () => {
  let folder: string;
  let ec2: Server;
  let born: ReadonlyMap<string, string>;
  let told: string[];
  const before = { ...process.env };
  const run = (): TerraformRun => ({ folder });

  beforeEach(async () => {
    told = [];
    folder = mkdtempSync(join(tmpdir(), 'older-hosts-'));
    const hosts = Object.fromEntries(NAMES.map((name) => [name, { input: name }]));
    writeFileSync(
      join(folder, 'cdk.tf.json'),
      JSON.stringify({ resource: { terraform_data: hosts } }),
    );
    await runTerraform(['init'], run());
    await runTerraform(['apply', '-auto-approve'], run());
    born = ids();
    ec2 = createServer((_, response) => response.end('<ModifyInstanceAttributeResponse/>'));
    ec2.listen(0, '127.0.0.1');
    await once(ec2, 'listening');
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${(ec2.address() as AddressInfo).port}`,
      ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    });
  });
  afterEach(() => {
    ec2.close();
    process.env = { ...before };
    rmSync(folder, { recursive: true });
  });

  function ids(): ReadonlyMap<string, string> {
    const { resources } = JSON.parse(readFileSync(join(folder, 'terraform.tfstate'), 'utf8')) as {
      resources: { name: string; instances: { attributes: { id: string } }[] }[];
    };
    return new Map(resources.map(({ name, instances }) => [name, instances[0]!.attributes.id]));
  }

  const isNew = (name: string) => ids().get(name) !== born.get(name);

  /** @param brokenAt the host behind whose replacement the gate stays closed */
  function replaceAll(brokenAt?: string) {
    const gate = ({ apartFrom }: { readonly apartFrom?: string | undefined }) => {
      const isBroken = apartFrom === undefined && brokenAt !== undefined && isNew(brokenAt);
      return isBroken ? Promise.reject(new Error('the gate is closed')) : Promise.resolve(healthy);
    };
    const hosts = inventory.hosts.map((host) => ({
      ...host,
      terraformAddress: `terraform_data.${host.name}`,
    }));
    const shells = shellsOf((name) => (isNew(name) ? 'ami-new' : 'ami-old'));
    return replaceOlderHosts(
      {
        cluster: {
          ...{ topology, shells, gate, inventory: { ...inventory, hosts } },
          look: () => Promise.resolve(healthy),
        },
        ...{ change: changeTelling(), run: run(), onProgress: (text) => told.push(text) },
        settle: () => Promise.resolve(),
      },
      {},
    );
  }
  const made = () => told.flatMap((text) => /^(\S+): is made anew/.exec(text)?.[1] ?? []);

  it('are each made anew once, and a run that ended half-way is gone on with', async () => {
    await expect(replaceAll('broker-3')).rejects.toThrow('the gate is closed');
    expect(made()).toEqual(['broker-1', 'broker-3']);
    expect(NAMES.filter(isNew)).toEqual(['broker-1', 'broker-3']);
    told = [];
    await replaceAll();
    expect(made()).toEqual(['broker-2']);
    expect(NAMES.filter(isNew)).toEqual(NAMES);
  });
});
