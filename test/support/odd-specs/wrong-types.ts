import { validSpec } from '../spec-builder';
import { accepted, refused, type OddSpec } from './odd-spec';

class Retention {
  readonly hours = 1;
}
const loop: Record<string, unknown> = {};
loop.self = loop;
const revoked = Proxy.revocable({}, {});
revoked.revoke();
const throwing = {
  get hours(): number {
    throw new Error('no hours');
  },
};

const NUMBERS: readonly (readonly [string, unknown])[] = [
  ['text that looks like one', '72'],
  ['text in hexadecimal', '0x10'],
  ['NaN', NaN],
  ['infinity', Infinity],
  ['minus infinity', -Infinity],
  ['1e21', 1e21],
  ['below zero', -1],
  ['a bigint', 72n],
  ['null', null],
  ['true', true],
  ['a list', [72]],
  ['an object', { hours: 72 }],
  ['a boxed number', Object(72)],
  ['a Date', new Date(0)],
  ['a function', () => 72],
  ['a symbol', Symbol('72')],
];

const wholeWorkload = { ingestMBPerSecond: 2, consumers: 2, partitions: 60 };

/** A number's place, and a spec with something else there. */
const PLACES: readonly (readonly [string, (value: unknown) => Record<string, unknown>])[] = [
  ['retention.hours', (hours) => ({ retention: { hours } })],
  ['brokers[0].id', (id) => ({ brokers: [{ id, rack: 'a' }] })],
  ['storage.sizeGiB', (sizeGiB) => ({ storage: { kind: 'gp3', volumesPerBroker: 1, sizeGiB } })],
  ['workload.partitions', (partitions) => ({ workload: { ...wholeWorkload, partitions } })],
  ['jvm.zookeeperHeapMiB', (zookeeperHeapMiB) => ({ jvm: { zookeeperHeapMiB } })],
];

export const NO_NUMBERS: readonly OddSpec[] = PLACES.flatMap(([path, at]) =>
  NUMBERS.map(([title, value]) => refused(`${path}: ${title}`, at(value), `${path}: must be a`)),
);

const OBJECTS: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['text', '{ hours: 1 }'],
  ['a number', 1],
  ['a list', []],
  ['a Map', new Map([['hours', 1]])],
  ['a Set', new Set([1])],
  ['a Date', new Date(0)],
  ['an instance of a class', new Retention()],
  ['a promise', Promise.resolve({ hours: 1 })],
  ['a function', () => ({ hours: 1 })],
  ['a regular expression', /hours/],
  ['an error', new Error('hours')],
  ['what inherits its fields', Object.create({ hours: 1 })],
  ['a revoked proxy', revoked.proxy],
];

export const NO_OBJECTS: readonly OddSpec[] = [
  ...OBJECTS.map(([title, value]) =>
    refused(`retention: ${title}`, { retention: value }, 'retention: must be an object, got'),
  ),
  ...OBJECTS.filter(([title]) => title !== 'a list').map(([title, value]) =>
    refused(`brokers: ${title}`, { brokers: value }, 'brokers: must be a list, got'),
  ),
  ...OBJECTS.slice(0, 6).map(([title, value]) =>
    refused(
      `brokerSettings: ${title}`,
      { brokerSettings: value },
      'brokerSettings: must be an object',
    ),
  ),
];

const { brokers } = validSpec();

export const STRANGE: readonly OddSpec[] = [
  refused('an object within itself', { retention: loop }, 'retention.self: must be a known field'),
  refused(
    'a getter that throws',
    { retention: throwing },
    "retention.hours: must be a number from 1 to 876,000, got [a getter that throws 'no hours']",
  ),
  refused(
    'a getter that throws at the top',
    {
      get domain(): string {
        throw new Error('unset');
      },
    },
    'domain: must be a DNS domain in lower case, of at most 200 characters, and 63 between two dots, got [a getter',
  ),
  refused(
    'a list with a hole',
    { brokers: [brokers[0], , brokers[2]] },
    'brokers[1]: must be an object. Give',
  ),
  refused(
    'a list without end',
    { brokers: new Array(2 ** 31) },
    'brokers: must be a list, got [a list of 2147483648]',
  ),
  refused('a symbol as a key', { [Symbol('x')]: 1 }, "['Symbol(x)']: must be a known field"),
  refused(
    'a key of a prototype',
    JSON.parse('{"__proto__": {"hours": 1}}') as never,
    '__proto__: must be a known field',
  ),
  refused('a field called constructor', { constructor: 1 }, 'constructor: must be a known field'),
  refused(
    'a kind called constructor',
    { storage: { kind: 'constructor' } },
    "storage.kind: must be 'gp3' or",
  ),
  accepted(
    'a frozen spec',
    Object.freeze({ retention: Object.freeze({ hours: 48 }) }),
    ({ capacity }) => capacity.spec.retention.hours,
    48,
  ),
  accepted(
    'no prototype',
    { retention: Object.assign(Object.create(null), { hours: 48 }) },
    ({ capacity }) => capacity.spec.retention.hours,
    48,
  ),
  accepted(
    'a proxy',
    { retention: new Proxy({ hours: 48 }, {}) },
    ({ capacity }) => capacity.spec.retention.hours,
    48,
  ),
  accepted(
    'a getter',
    {
      get retention() {
        return { hours: 48 };
      },
    },
    ({ capacity }) => capacity.spec.retention.hours,
    48,
  ),
  accepted(
    'fields that are undefined',
    { retention: undefined, jvm: { brokerHeapMiB: undefined } },
    ({ capacity }) => capacity.spec.retention.hours,
    72,
  ),
  accepted(
    'minus zero',
    {
      brokers: [{ id: -0, rack: 'a' }, ...brokers.slice(1)],
      zookeeper: {
        kind: 'on-brokers',
        onBrokers: [1, 2, 3].map((id) => ({ id, broker: id % 3 === 1 ? 0 : id })),
      },
    },
    ({ topology }) => topology.hosts[0]?.name,
    'broker-0',
  ),
];

/** Specs that are none at all. */
export const NO_SPECS: readonly OddSpec[] = [
  ...OBJECTS.map(([title, value]) => ({
    title: `a spec: ${title}`,
    spec: value,
    refused: 'spec: must be an object, got',
  })),
  { title: 'a spec: nothing', spec: undefined, refused: 'spec: must be an object' },
];
