import { parseInventory } from '../../../cluster/inventory/parse-inventory';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';

const inventory = inventoryOf();
const { clusterName } = inventory.spec;
const other = inventoryOf(validSpec({ clusterName: 'staging' }));
const parse = (value: unknown, cluster?: string) =>
  parseInventory(JSON.stringify(value), 'outputs.json', cluster);
const printed = (value: unknown) => ({ sensitive: false, type: ['object', {}], value });

it.each<[string, unknown]>([
  ['terraform output -json inventory', inventory],
  ['terraform output -json', { inventory: printed(inventory), servers: printed('a:9092') }],
  ['an output of another name', { kafka: printed(inventory) }],
  ['an output that holds several values', { all: printed({ kafka: inventory, ids: ['a'] }) }],
  ['cdktf output --outputs-file', { 'prod-logging': { inventory, bootstrap_servers: 'a:9092' } }],
  ['cdktf output of nested constructs', { 'prod-logging': { Kafka: { inventory } } }],
  ['several stacks of which one has a cluster', { network: { vpc: 'v' }, logs: { inventory } }],
  ['a state that is pulled', { version: 4, outputs: { inventory: printed(inventory) } }],
  ['terraform show -json', { values: { outputs: { inventory: printed(inventory) } } }],
  ['the same one twice', { a: { inventory }, b: { inventory } }],
])('reads %s', (_, value) => {
  expect(parse(value)).toEqual(inventory);
});

it('reads a file that begins with a byte order mark', () => {
  expect(parseInventory(`\ufeff${JSON.stringify(inventory)}`, 'i.json')).toEqual(inventory);
});

describe('of several clusters', () => {
  const several = { live: { inventory }, test: { inventory: other } };

  it('takes the one that is named, by itself or by its stack', () => {
    expect(parse(several, 'staging')).toEqual(other);
    expect(parse(several, 'test')).toEqual(other);
    expect(parse(several, clusterName)).toEqual(inventory);
  });

  it('names them, and how to choose, where none is', () => {
    expect(() => parse(several)).toThrow(
      `outputs.json: must have one inventory, got '${clusterName}' (live.inventory), 'staging' (test.inventory). ` +
        'Choose with --cluster NAME, by the name of the cluster or of its stack.',
    );
  });

  it('names them where another is asked for', () => {
    expect(() => parse(several, 'prod')).toThrow(
      /^outputs\.json: must have one inventory of 'prod', got .*'staging'.*--cluster NAME/,
    );
    expect(() => parse(inventory, 'prod')).toThrow(`of 'prod', got '${clusterName}'. Choose`);
  });
});

it.each<[string, string, RegExp]>([
  [
    'outputs without one',
    JSON.stringify({ servers: printed('a:9092') }),
    /must have one inventory, got 'servers'\. Give the stack an output/,
  ],
  [
    'a stack without one',
    JSON.stringify({ network: { vpc: 'v' } }),
    /must have one inventory, got 'network\.vpc'\. Give/,
  ],
  ['no outputs at all', '{}', /must have one inventory, got no outputs\. Give/],
  ['an empty file', '', /as JSON, but it is empty\. Take the stack's output/],
  [
    'what npm run says of itself',
    '\n> team@1.0.0 lab\n> jiti lab.ts\n\n{}',
    /npm run wrote lines of its own into it: give it --silent/,
  ],
  [
    'what terraform prints for people',
    'inventory = {\n  "a" = 1\n}',
    /in terraform's own language/,
  ],
  ['the same of one output', '{\n  "bucket" = "b"\n}', /in terraform's own language/],
])('tells %s', (_, text, message) => {
  expect(() => parseInventory(text, 'outputs.json')).toThrow(message);
});
