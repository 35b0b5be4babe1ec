import { inventoryTopology, parseInventory } from '../../cluster/parse-inventory';
import { inventoryOf } from '../support/inventories';
import { productionTopology } from '../support/production-topology';
import { GOLDEN_SPECS } from '../support/specs';

const parse = (value: unknown) => parseInventory(JSON.stringify(value), 'inventory.json');

describe('an inventory', () => {
  it.each(Object.entries(GOLDEN_SPECS))('of %s leads to the topology of its spec', (_, spec) => {
    const inventory = parse(inventoryOf(spec));
    expect(inventoryTopology(inventory)).toEqual(productionTopology(spec));
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
