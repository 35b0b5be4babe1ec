import Ajv from 'ajv';
import type { FoundSetting } from '../../../scripts/health/topics/found-topics';
import { describeTopics, type SeenTopicsOnDisk } from '../../../scripts/topics/describe-topics';
import { renderDescribedTopicsJson } from '../../../scripts/topics/described-topics-json';
import { renderDescribedTopics } from '../../../scripts/topics/render-described-topics';
import type { ReplicaSizes } from '../../../scripts/topics/replica-sizes';
import schema from '../../../scripts/topics/topics.schema.json';
import { glyphs } from '../../../scripts/terminal/terminal';
import { topic, topicOf } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology({
  topics: [{ name: 'app', partitions: 2, retention: { hours: 48 } }],
});

const sizes = (atMs: number, bytes: Readonly<Record<string, number>>): ReplicaSizes => ({
  bytes: new Map(Object.entries(bytes)),
  toldAtMs: new Map([1, 2, 3].map((id) => [id, atMs])),
  ...{ atMs, silent: [] },
});

const setting = (value: string): FoundSetting => ({ value, isOwn: true, otherwise: '-1' });

const seen = (changes: Partial<SeenTopicsOnDisk> = {}): SeenTopicsOnDisk => ({
  topics: [topic('other', [1, 2, 3])],
  topicSettings: new Map([
    ['other', new Map([['retention.ms', setting('7200000')]])],
    ['__consumer_offsets', new Map([['cleanup.policy', setting('compact')]])],
  ]),
  ...{ quotas: [], registered: [1, 2, 3], adding: new Map(), managed: undefined },
  only: undefined,
  sizes: [sizes(0, {})],
  ...changes,
});

const described = (changes: Partial<SeenTopicsOnDisk>) => describeTopics(topology, seen(changes));
const named = (name: string, changes: Partial<SeenTopicsOnDisk>) =>
  described(changes).topics.find((each) => each.name === name)!;
const drawn = (changes: Partial<SeenTopicsOnDisk>, width = Infinity, inDetail = false) =>
  renderDescribedTopics(
    { ...described(changes), at: new Date(0) },
    { topology, inDetail, terminal: { glyphs: glyphs({}), width } },
  );

describe('topics of a cluster', () => {
  it('are as large as what brokers say of their replicas, and say of how many nobody does', () => {
    const told = sizes(0, { '1/other-0': 100, '2/other-0': 90 });
    expect(named('other', { sizes: [told] })).toMatchObject({
      ...{ sizeBytes: 190, leaderBytes: 100, unknownReplicas: 1 },
      brokers: [
        { id: 1, leads: 1, replicas: 1, outOfSync: 0, sizeBytes: 100 },
        { id: 2, leads: 0, replicas: 1, outOfSync: 0, sizeBytes: 90 },
        { id: 3, leads: 0, replicas: 1, outOfSync: 0, sizeBytes: undefined },
      ],
    });
  });

  it('are written to as fast as the logs of leaders grow, without those that lost old records', () => {
    const topics = [topicOf('other', [{}, {}, { leaderId: -1 }])];
    const looks = [
      sizes(0, { '1/other-0': 100, '1/other-1': 500, '2/other-0': 0 }),
      sizes(2_000, { '1/other-0': 2_100, '1/other-1': 100, '2/other-0': 9_000 }),
    ] as const;
    expect(named('other', { topics, sizes: looks })).toMatchObject({
      ...{ bytesInPerSecond: 1_000, watchedPartitions: 1 },
    });
    expect(drawn({ topics, sizes: looks })).toContain('1.00 kB/s (1 of 3)');
    expect(named('other', { topics, sizes: [looks[0]] }).bytesInPerSecond).toBeUndefined();
  });

  it('stand with those in trouble first, the gravest of them on top, then by size', () => {
    const topics = [
      topic('small', [1, 2, 3]),
      topic('large', [1, 2, 3]),
      topic('behind', [1, 2, 3], [1, 2]),
      topic('refusing', [1, 2, 3], [1]),
      topicOf('leaderless', [{ leaderId: -1, isrNodes: [3] }]),
    ];
    const told = sizes(0, { '1/large-0': 9, '1/small-0': 5 });
    const found = described({ topics, sizes: [told] });
    expect(found.topics.map(({ name }) => name)).toEqual([
      ...['leaderless', 'refusing', 'behind', 'large', 'small'],
    ]);
    expect(found.problems.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        'each have a leader',
        'each have min.insync.replicas in sync, or writes with acks=all are refused',
      ]),
    );
    expect(drawn({ topics })).toMatch(/1 without a leader, 1 refuse writes, 1 under-replicated/);
  });

  it('have no fault while a replica is on its way to another broker', () => {
    const topics = [topic('other', [1, 2, 3], [1, 2])];
    const adding = new Map([['other-0', [3]]]);
    const found = named('other', { topics, adding });
    expect(found.trouble).toEqual({
      ...{ leaderless: 0, underMinInsync: 0, underReplicated: 0, reassigning: 1 },
    });
    expect(found.replicationFactor).toBe(2);
    expect(drawn({ topics, adding }, Infinity, true)).toContain(
      '3 (size not known, on its way here)',
    );
  });

  it('differ from the spec where one does, each with the command that mends it', () => {
    const topics = [topic('app', [1, 2, 3])];
    const found = described({ topics });
    expect(found.topics[0]).toMatchObject({ origin: 'spec' });
    expect(found.topics[0]!.differences).toContain(
      'add 1 partitions, from 1 to 2; a key may go to another partition from now on',
    );
    expect(found.problems.every(({ path }) => path === 'topic app')).toBe(true);
    expect(found.problems[0]!.remedy).toContain('cdktf-kafka topics');
    expect(drawn({ topics })).toMatch(/cdktf-kafka status --/);
  });

  it('tell of one of the spec that is not there, and not where another was asked for', () => {
    const missing = described({});
    expect(missing.problems.map(({ path }) => path)).toEqual(['topic app']);
    expect(described({ only: new Set(['other']) }).problems).toEqual([]);
  });

  it('say whose they are and how long they are kept', () => {
    const topics = [topic('other', [1, 2, 3]), topic('__consumer_offsets', [1, 2, 3])];
    const managed = { topics: ['other'], quotas: [] };
    const text = drawn({ topics, managed, only: new Set(topics.map(({ topic: t }) => t.name!)) });
    expect(text).toMatch(/other .* 2\.0 h .* an earlier spec/);
    expect(text).toMatch(/__consumer_offsets .* compacted .* Kafka/);
    expect(drawn({})).toMatch(/other .* no spec/);
  });

  it('fit a narrow terminal, with what mends each problem in a line of its own', () => {
    const lines = drawn({ topics: [topic('app', [1, 2, 3])] }, 40, true).split('\n');
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
    expect(lines.some((line) => line.startsWith('  - '))).toBe(true);
  });

  it.each([
    ['all well', { only: new Set(['other']) }],
    ['all unknown', { topics: [topicOf('other', [{ leaderId: -1 }])], topicSettings: new Map() }],
  ])('are as their schema says with %s', (_, changes) => {
    const text = renderDescribedTopicsJson({ ...described(changes), at: new Date(0) });
    const json = JSON.parse(text) as { readonly topics: readonly unknown[] };
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
    expect([validate(json), validate.errors]).toEqual([true, null]);
    expect(json.topics).toHaveLength(1);
    expect(validate({ ...json, topics: [{}] })).toBe(false);
  });
});
