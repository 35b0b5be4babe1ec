import { inventoryTopology, parseInventory } from '../../../cluster/inventory/parse-inventory';
import { inventoryOf } from '../../support/inventories';
import { productionTopology } from '../../support/production-topology';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

const parse = (value: unknown) => parseInventory(JSON.stringify(value), 'inventory.json');

const brokersFrom = (...ids: readonly number[]) => ids.map((id) => ({ id, rack: 'r' }));

/** What no field may hold: each would be taken for something else where it is used. */
const HARMFUL = [
  ...[
    '-oProxyCommand=id',
    '--profile',
    '',
    ' ',
    'a b',
    'a\tb',
    'a\nb',
    'a\0',
    '\u001b[2J',
    '\u009b2J',
  ],
  ...[
    '$(id)',
    '`id`',
    'a;id',
    'a|id',
    'a&id',
    'a>b',
    'a<b',
    "a'b",
    'a"b',
    'a\\b',
    '*',
    'a?',
    '~',
    '#',
  ],
  ...['\u202eknil', '../../etc/shadow', 'a\u200bb', '!', '{a,b}', '%h', 'ä'],
];

const HOST_FIELDS = [
  ...['name', 'address', 'sshUser', 'instanceId', 'terraformAddress', 'keyPrefix', 'imageId'],
  ...['userDataSha256', 'manifestSha256'],
];

describe.each(HARMFUL)('%j', (value) => {
  const inventory = inventoryOf();
  const [first, ...others] = inventory.hosts;
  const withHost = (changes: object) => ({ hosts: [{ ...first, ...changes }, ...others] });

  it.each<[string, object]>([
    ...['region', 'bucket'].map((field) => [field, { [field]: value }] as [string, object]),
    ...HOST_FIELDS.map(
      (field) => [`hosts[0].${field}`, withHost({ [field]: value })] as [string, object],
    ),
    ['hosts[0].disks[0].mountPoint', withHost({ disks: [{ mountPoint: value }] })],
    ['hosts[0].disks[0].volumeId', withHost({ disks: [{ mountPoint: '/data', volumeId: value }] })],
  ])('is refused as %s, and told in one visible line', (path, changes) => {
    const message = messageOf(() => parse({ ...inventory, ...changes }));
    expect(message).toMatch(/^inventory\.json: [^\p{Cc}\p{Cf}]+$/u);
    expect(message.startsWith(`inventory.json: ${path}: must be`)).toBe(true);
  });

  it('is refused as a field, and told in one visible line', () => {
    const message = messageOf(() => parse({ ...inventory, [value]: 1 }));
    expect(message).toMatch(
      /^inventory\.json: [^\p{Cc}\p{Cf}]*must be a known field[^\p{Cc}\p{Cf}]*$/u,
    );
  });
});

it.each([
  [
    'address',
    ['10.20.0.11', 'fd00::a:1', '::ffff:10.0.0.1', 'broker-1', 'broker-1.logs.internal.'],
  ],
  ['sshUser', ['admin', '_kafka', 'ec2-user', 'Ada.L']],
  ['instanceId', ['i-0a1b2c3d4e5f67890', undefined]],
  ['imageId', ['ami-0a1b2c3d', undefined]],
  ['keyPrefix', ['logs/broker-1', 'a.b/c_d']],
  [
    'terraformAddress',
    [
      'aws_instance.Kafka_Broker1_Machine_0A1B2C3D',
      'module.logs["eu.west/1"].module.k[0].aws_instance.host["a"]',
    ],
  ],
])('a sound %s is taken', (field, values) => {
  const inventory = inventoryOf();
  for (const value of values) {
    const hosts = inventory.hosts.map((host) => ({ ...host, [field]: value }));
    expect(() => parse({ ...inventory, hosts })).not.toThrow();
  }
});

it.each([
  ['address', ['10.20.0', '256.1.1.1', '10.20.0.11/24', 'host:22', 'a@b', '1.2.3.4.5', 'a..b']],
  [
    'terraformAddress',
    ['data.aws_instance.a', 'aws_instance.', 'aws_instance.a.b', 'module.a', '-replace=a'],
  ],
  ['instanceId', ['i-', 'i-xyz', 'vol-0a']],
  ['keyPrefix', ['/logs', 'logs//broker-1', 'logs/', './logs']],
  ['sshUser', ['root@host', 'a'.repeat(33), '0day']],
])('a %s that is none is refused', (field, values) => {
  const inventory = inventoryOf();
  for (const value of values) {
    const hosts = inventory.hosts.map((host) => ({ ...host, [field]: value }));
    expect(messageOf(() => parse({ ...inventory, hosts }))).toContain(`hosts[2].${field}: must be`);
  }
});

describe('an inventory', () => {
  it.each(Object.entries(GOLDEN_SPECS))('of %s leads to the topology of its spec', (_, spec) => {
    const inventory = parse(inventoryOf(spec));
    const { hosts, ...rest } = productionTopology(spec);
    expect(inventoryTopology(inventory)).toEqual({
      ...rest,
      // With the addresses that connections come from.
      hosts: hosts.map((host, index) => ({ ...host, alsoFrom: [`127.0.0.${index + 1}`] })),
    });
  });

  it('tells all of its problems at once, each with its place', () => {
    const { hosts, ...rest } = inventoryOf();
    const [first, ...others] = hosts;
    const wrong = {
      ...rest,
      version: 2,
      bucket: '',
      spec: { ...rest.spec, clusterName: 'Not A Name' },
      hosts: [{ ...first, address: 7, sshuser: 'admin' }, ...others],
    };
    const lines = messageOf(() => parse(wrong)).split('\n');
    expect(lines.map((line) => line.split(': must')[0])).toEqual([
      'inventory.json: version',
      'inventory.json: bucket',
      'inventory.json: hosts[0].sshuser',
      'inventory.json: hosts[0].address',
      'inventory.json: spec.clusterName',
    ]);
  });

  it('must have the hosts of its spec', () => {
    const inventory = inventoryOf();
    expect(messageOf(() => parse({ ...inventory, hosts: inventory.hosts.slice(1) }))).toContain(
      "hosts: must be the hosts of its spec, in their order: broker-1, broker-2, broker-3, got 'broker-2, broker-3'",
    );
  });

  it.each([
    ['text', '"hello"'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('is not %s', (_, json) => {
    expect(messageOf(() => parseInventory(json, 'inventory.json'))).toMatch(
      /^inventory\.json: .*must be an object/,
    );
  });

  it('that is no JSON says so, with the way to get one', () => {
    expect(messageOf(() => parseInventory('{', 'inventory.json'))).toMatch(
      /^inventory\.json: must be an inventory as JSON.*terraform output -json inventory/,
    );
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('with the hosts of an earlier spec', () => {
  const earlier = inventoryOf({ ...validSpec(), brokers: brokersFrom(1, 2, 3, 4) });
  const parseEarlier = (spec: KafkaClusterSpec) =>
    parseInventory(JSON.stringify({ ...earlier, spec }), 'inventory.json', undefined, {
      isOfEarlierSpec: true,
    });

  it('has those that both know, whoever has left and whoever is still to come', () => {
    const inventory = parseEarlier({ ...validSpec(), brokers: brokersFrom(1, 2, 3, 5) });
    const names = ['broker-1', 'broker-2', 'broker-3'];
    expect(inventory.hosts.map(({ name }) => name)).toEqual(names);
    expect(inventoryTopology(inventory).hosts.map(({ name }) => name)).toEqual(names);
  });

  it('is judged as any other for all else', () => {
    expect(() => parseEarlier({ ...validSpec(), clusterName: '' })).toThrow('spec.clusterName');
  });
});
