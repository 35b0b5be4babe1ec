import type { KafkaClusterSpec } from '../../../../cluster/index';
import { judgeTopics, subjectOf } from '../../../../scripts/health/topics/judge-topics';
import type {
  FoundSetting,
  FoundTopic,
  FoundTopics,
} from '../../../../scripts/health/topics/found-topics';
import { planTopics } from '../../../../scripts/health/topics/plan-topics';
import { describeStep, isLossy } from '../../../../scripts/health/topics/topic-steps';
import { productionTopology } from '../../../support/production-topology';

const own = (value: string, otherwise = '259200000'): FoundSetting => ({
  ...{ value, isOwn: true, otherwise },
});

function foundTopic(
  settings: Readonly<Record<string, FoundSetting>> = {},
  { partitions = 6, replicas = [1, 2, 3] } = {},
): Omit<FoundTopic, 'name'> {
  return {
    partitions: Array.from({ length: partitions }, (_, index) => ({
      ...{ index, leader: replicas[0]!, replicas, inSync: replicas },
    })),
    settings: new Map(Object.entries(settings)),
  };
}

function plan(
  spec: Partial<KafkaClusterSpec>,
  topics: Readonly<Record<string, Omit<FoundTopic, 'name'>>>,
  rest: Partial<FoundTopics> = {},
) {
  const found = Object.entries(topics).map(([name, topic]) => [name, { name, ...topic }] as const);
  return planTopics(productionTopology(spec), {
    ...{ topics: new Map(found), quotas: [], moving: new Set<string>(), registered: [1, 2, 3] },
    ...rest,
  });
}

const told = ({ steps }: ReturnType<typeof plan>) =>
  steps.map((step) => `${subjectOf(step)}: ${describeStep(step)}${isLossy(step) ? ' LOSES' : ''}`);

const ofTopic = (
  topic: Partial<NonNullable<KafkaClusterSpec['topics']>[number]>,
  found: Omit<FoundTopic, 'name'>,
) => told(plan({ topics: [{ name: 'a', ...topic }] }, { a: found }));

it('has nothing to do where all is as the spec says', () => {
  expect(
    ofTopic(
      { retention: { hours: 1 } },
      foundTopic({
        'retention.ms': own('3600000'),
        'segment.ms': own('3600000'),
      }),
    ),
  ).toEqual([]);
});

it('makes a topic that is missing, with its settings', () => {
  const { steps } = plan({ topics: [{ name: 'a', retention: { hours: 48 } }] }, {});
  expect(told({ steps } as never)).toEqual([
    'topic a: make it, partitions 6, replicas 3, retention.ms 172800000',
  ]);
});

it('adds partitions, and tells where there are too many to mend', () => {
  expect(ofTopic({ partitions: 9 }, foundTopic())[0]).toMatch(
    /^topic a: add 3 partitions, from 6 to 9/,
  );
  const { steps, problems } = plan({ topics: [{ name: 'a', partitions: 3 }] }, { a: foundTopic() });
  expect(steps).toEqual([]);
  expect(problems).toEqual([expect.objectContaining({ path: 'topic a', value: 6 })]);
});

describe('a setting', () => {
  it.each([
    // From the brokers' 72 hours to 24, and back again.
    [
      { retention: { hours: 24 } },
      { 'retention.ms': { value: '259200000', isOwn: false, otherwise: '259200000' } },
      1,
      true,
    ],
    [{ retention: { hours: 96 } }, { 'retention.ms': own('259200000') }, 1, false],
    [{ retention: { hours: 72 } }, { 'retention.ms': own('-1') }, 1, true],
    [{}, { 'retention.ms': own('3600000') }, 1, false],
    [{}, { 'retention.ms': own('999999999') }, 1, true],
    [
      { retention: { bytesPerPartition: 2_000_000 } },
      { 'retention.bytes': { value: '-1', isOwn: false, otherwise: '-1' } },
      1,
      true,
    ],
    [
      { config: { 'cleanup.policy': 'compact' } },
      { 'cleanup.policy': { value: 'delete', isOwn: false, otherwise: 'delete' } },
      1,
      true,
    ],
    [
      { config: { 'cleanup.policy': ['delete', 'compact'] } },
      { 'cleanup.policy': own('compact,delete', 'delete') },
      0,
      false,
    ],
    [{}, { 'cleanup.policy': own('compact', 'delete') }, 1, true],
    // Compaction alone deletes nothing for its age.
    [
      { config: { 'cleanup.policy': 'compact' } },
      { 'cleanup.policy': own('compact', 'delete'), 'retention.ms': own('999999999') },
      1,
      false,
    ],
    [
      { config: { 'compression.type': 'zstd' } },
      { 'compression.type': own('lz4', 'producer') },
      1,
      false,
    ],
    [
      { config: { 'min.cleanable.dirty.ratio': 0.5 } },
      { 'min.cleanable.dirty.ratio': own('0.50', '0.5') },
      0,
      false,
    ],
    // A move of replicas is under its throttle.
    [{}, { 'leader.replication.throttled.replicas': own('0:1', '') }, 0, false],
  ] as const)('%j over %j: %i steps, loses %s', (topic, settings, count, isLost) => {
    const steps = ofTopic(topic, foundTopic(settings));
    expect(steps).toHaveLength(count);
    expect(steps.some((step) => step.endsWith('LOSES'))).toBe(isLost);
  });
});

describe('replicas', () => {
  it('are added, and taken away as a loss of copies', () => {
    expect(ofTopic({}, foundTopic({}, { replicas: [1, 2] }))).toEqual([
      'topic a: give 6 partitions 3 replicas each',
    ]);
    expect(
      ofTopic(
        { replicationFactor: 2, minInsyncReplicas: 2 },
        foundTopic({ 'min.insync.replicas': own('2') }),
      ),
    ).toEqual(['topic a: give 6 partitions 2 replicas each LOSES']);
  });

  it('are not looked at while they are being moved', () => {
    const topics = { a: foundTopic({}, { replicas: [1, 2] }) };
    const moving = new Set(['a']);
    expect(plan({ topics: [{ name: 'a' }] }, topics, { moving }).steps).toEqual([]);
  });

  it('go to no broker that is not there', () => {
    const topics = { a: foundTopic({}, { replicas: [1, 2] }) };
    expect(plan({ topics: [{ name: 'a' }] }, topics, { registered: [1, 2] }).steps).toEqual([]);
  });
});

describe('what stands in no spec', () => {
  it('is left alone, and told apart from what once stood in one', () => {
    const managed = { topics: ['gone', 'never-made'], quotas: [] };
    const found = plan({}, { gone: foundTopic(), foreign: foundTopic() }, { managed });
    expect(found.steps).toEqual([]);
    expect(found).toMatchObject({ unmanaged: ['gone'], foreign: ['foreign'] });
  });

  it('keeps a topic out whose name collides with it', () => {
    const { steps, problems } = plan({ topics: [{ name: 'a.b' }] }, { a_b: foundTopic() });
    expect(steps).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ path: 'topic a.b' })]);
  });
});

describe('a quota', () => {
  const quotas = [{ clientId: 'x', produceBytesPerSecond: 10 }];
  const ofX = (limits: Readonly<Record<string, number>>) => [
    { entity: { 'client-id': 'x' }, limits },
  ];

  it('is set, changed and rid of what the spec does not say', () => {
    const steps = (found: FoundTopics['quotas']) => told(plan({ quotas }, {}, { quotas: found }));
    expect(steps([])).toEqual(["quota of client id 'x': set producer_byte_rate to 10"]);
    expect(steps(ofX({ producer_byte_rate: 20, consumer_byte_rate: 5 }))).toEqual([
      "quota of client id 'x': set producer_byte_rate from 20 to 10",
      "quota of client id 'x': take back consumer_byte_rate = 5, which the spec does not set",
    ]);
    expect(steps(ofX({ producer_byte_rate: 10 }))).toEqual([]);
  });

  it('is taken back when it leaves the spec, and left alone where it never stood in one', () => {
    const found = { quotas: ofX({ producer_byte_rate: 10 }) };
    expect(plan({}, {}, found)).toMatchObject({ steps: [], foreignQuotas: ["client id 'x'"] });
    const managed = { topics: [], quotas: ["client id 'x'"] };
    expect(told(plan({}, {}, { ...found, managed }))).toHaveLength(1);
  });
});

it('is judged with what to do about it, also where records would be lost', () => {
  const topics = { a: foundTopic({ 'retention.ms': own('999999999') }) };
  const [problem] = judgeTopics(plan({ topics: [{ name: 'a' }] }, topics), {});
  expect(problem).toMatchObject({ path: 'topic a', rule: 'be as the spec says' });
  expect(problem?.remedy).toMatch(/--allow-data-loss a --inventory FILE`$/);
});
