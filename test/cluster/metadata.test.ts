import { Metadata, Storage, Zookeeper, type ZookeeperSpec } from '../../cluster/index';
import { inventoryTopology, parseInventory } from '../../cluster/inventory/parse-inventory';
import { resolveSpec } from '../../cluster/resolve-spec';
import { validateSpec } from '../../cluster/validate-spec';
import { formatProblem } from '../../cluster/errors';
import { inventoryOf } from '../support/inventories';
import { unsoundSpec, validSpec } from '../support/spec-builder';

const problemsOf = (changes: Readonly<Record<string, unknown>>) =>
  validateSpec(unsoundSpec(changes)).problems.map(formatProblem);

const members = [4, 5].map((id) => ({ id, rack: 'ab'[id - 4]! }));
const PLACEMENTS: readonly (readonly [string, ZookeeperSpec])[] = [
  ['on brokers', Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) })],
  [
    'with a volume',
    Zookeeper.onBrokers({ storage: Storage.gp3({ volumesPerBroker: 1, sizeGiB: 9 }) }),
  ],
  [
    'on hosts of its own',
    Zookeeper.onOwnHosts({ instanceType: 'm5.large', members: [...members, { id: 6, rack: 'c' }] }),
  ],
  ['on both', Zookeeper.onBrokersAndOwnHosts({ instanceType: 'm5.large', members })],
];

describe.each(PLACEMENTS)('a quorum %s', (_, quorum) => {
  it('is the same cluster in `metadata` and in the field of before', () => {
    const now = resolveSpec(validSpec({ metadata: Metadata.zookeeper(quorum) }));
    expect(now.metadata.kind).toBe('zookeeper');
    expect(now).toEqual(resolveSpec(validSpec({ zookeeper: quorum })));
  });

  it('is refused in both at once, whatever they say', () => {
    const both = problemsOf({ metadata: Metadata.zookeeper(quorum), zookeeper: quorum });
    expect(both).toEqual([
      expect.stringMatching(
        /^zookeeper: must be left out where `metadata` is given, which names the quorum too, got .*\. Move it inside: metadata: Metadata\.zookeeper\(…\)\.$/,
      ),
    ]);
  });
});

it.each([
  ['nothing', {}],
  ['a kind alone', { metadata: { kind: 'zookeeper' } }],
  ['the factory without a quorum', { metadata: Metadata.zookeeper() }],
  ['undefined', { metadata: undefined }],
])('%s is a voter on every broker', (_, changes) => {
  const { metadata } = resolveSpec(unsoundSpec(changes));
  expect(metadata.onBrokers).toEqual([1, 2, 3].map((id) => ({ id, broker: id })));
  expect(metadata.onOwnHosts).toEqual([]);
});

const FOUR = Zookeeper.onOwnHosts({
  instanceType: 'm5.lage',
  storage: Storage.instanceStore(),
  members: [1, 2, 3, 4].map((id) => ({ id, rack: 'A' })),
});

it.each([
  ['metadata.quorum', { metadata: Metadata.zookeeper(FOUR) }],
  ['zookeeper', { zookeeper: FOUR }],
])('a problem of the quorum stands at the field that named it: %s', (field, changes) => {
  const paths = validateSpec(validSpec(changes)).problems.map(({ path }) => path);
  expect([...new Set(paths)].sort()).toEqual([
    field,
    `${field}.instanceType`,
    ...[0, 1, 2, 3].map((index) => `${field}.onOwnHosts[${index}].rack`),
    `${field}.storage`,
  ]);
});

it.each([
  [null, 'metadata: must be given, got null. Make it with Metadata.zookeeper(…).'],
  [
    { kind: 'kraft' },
    "metadata.kind: must be 'zookeeper', got 'kraft'. Make it with Metadata.zookeeper(…).",
  ],
  [
    Zookeeper.onBrokers(),
    "metadata.kind: must be 'zookeeper', got 'on-brokers'. Make it with Metadata.zookeeper(…).",
  ],
  [
    { kind: 'zookeeper', quorum: { kind: 'zookeeper' } },
    /^metadata\.quorum\.kind: must be 'on-brokers' or .*, got 'zookeeper'\. Make it with Zookeeper\.onBrokers/,
  ],
])('%j keeps no metadata', (metadata, message) => {
  expect(problemsOf({ metadata })).toEqual([
    typeof message === 'string' ? message : expect.stringMatching(message),
  ]);
});

it('the inventory of a stack that was deployed with the field of before is read', () => {
  const [, quorum] = PLACEMENTS[3]!;
  const of = (spec: Parameters<typeof validSpec>[0]) =>
    inventoryTopology(parseInventory(JSON.stringify(inventoryOf(validSpec(spec))), 'i.json'));
  expect(of({ zookeeper: quorum })).toEqual(of({ metadata: Metadata.zookeeper(quorum) }));
});
