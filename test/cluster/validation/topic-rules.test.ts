import { formatProblem } from '../../../cluster/errors';
import type { KafkaClusterSpec } from '../../../cluster/index';
import { validateSpec } from '../../../cluster/validate-spec';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const problemsOf = (changes: Readonly<Record<string, unknown>>) =>
  validateSpec(unsoundSpec(changes)).problems.map(({ path, rule }) => `${path}: ${rule}`);
const ofTopics = (...topics: readonly object[]) => problemsOf({ topics });

describe('the name of a topic', () => {
  it.each(['a', 'app-logs', 'app.logs_2', '...', 'x'.repeat(249)])('may be %s', (name) => {
    expect(ofTopics({ name })).toEqual([]);
  });

  it.each(['', '.', '..', 'a b', 'ä', 'a/b', 'x'.repeat(250), 7, undefined])(
    'may not be %s',
    (name) => {
      expect(ofTopics({ name })).toEqual([expect.stringMatching(/^topics\[0\]\.name: be 1-249 /)]);
    },
  );

  it.each(['__consumer_offsets', '__transaction_state', 'cdktf-kafka-smoke-x'])(
    'is refused where it is of another: %s',
    (name) => {
      expect(ofTopics({ name })).toEqual([expect.stringMatching(/^topics\[0\]\.name: not be /)]);
    },
  );

  it('stands once, and differs in more than dots and underscores', () => {
    expect(ofTopics({ name: 'a.b' }, { name: 'a_b' }, { name: 'a.b' })).toEqual([
      'topics[2].name: differ from topics[0].name',
      expect.stringMatching(/^topics\[1\]\.name: differ from topics\[0\]\.name \('a\.b'\) in more/),
    ]);
  });
});

describe('the numbers of a topic', () => {
  it.each([
    [{ partitions: 1 }, true],
    [{ partitions: 0 }, false],
    [{ partitions: 60 }, true],
    [{ partitions: 61 }, false],
    [{ partitions: 1.5 }, false],
    [{ replicationFactor: 3 }, true],
    [{ replicationFactor: 4 }, false],
    [{ replicationFactor: 0 }, false],
    [{ minInsyncReplicas: 3 }, true],
    [{ minInsyncReplicas: 4 }, false],
    [{ retention: { hours: 1 } }, true],
    [{ retention: { hours: 0.5 } }, false],
    [{ retention: { bytesPerPartition: 1_048_576 } }, true],
    [{ retention: { bytesPerPartition: 1_048_575 } }, false],
    [{ retentionHours: 5 }, false],
  ])('%j: %s', (topic, isSound) => {
    expect(ofTopics({ name: 'a', ...topic }).length === 0).toBe(isSound);
  });

  it('together stay within the partitions that the capacity check counts', () => {
    const topics = [
      { name: 'a', partitions: 50 },
      { name: 'b', partitions: 11 },
    ];
    expect(problemsOf({ topics })).toEqual([
      'workload.partitions: count at least the 61 partitions of `topics`',
    ]);
  });

  it('count for the disks: what is kept longer needs more of them', () => {
    const kept = (hours: number): Partial<KafkaClusterSpec> => ({
      topics: [{ name: 'a', partitions: 60, retention: { hours } }],
    });
    expect(validateSpec(validSpec(kept(72))).problems).toEqual([]);
    expect(validateSpec(validSpec(kept(2_000))).problems.map(({ path }) => path)).toEqual([
      'storage',
    ]);
  });
});

describe('a setting of a topic', () => {
  const configured = (config: unknown, changes = {}) =>
    problemsOf({ topics: [{ name: 'a', config }], ...changes });

  it.each([
    { 'cleanup.policy': 'compact' },
    { 'cleanup.policy': ['compact', 'delete'] },
    { 'compression.type': 'zstd', 'max.message.bytes': 5_000_000 },
    { 'min.cleanable.dirty.ratio': 0.1 },
  ])('is taken: %j', (config) => {
    expect(configured(config)).toEqual([]);
  });

  it.each([
    [{ 'cleanup.policy': 'remove' }, /hold only 'compact' and 'delete'/],
    [{ 'max.message.bytes': '5' }, /be a whole number/],
    [{ 'max.message.bytes': -1 }, /from 0/],
    [{ 'retention.ms': 5 }, /be left out, as it is a field of the topic/],
    [{ 'min.insync.replicas': 1 }, /be left out/],
    [{ 'remote.storage.enable': true }, /be left out/],
    [{ 'log.retention.ms': 5 }, /be a setting of topics of Kafka 3\.9\.2/],
    [{ 'min.compaction.lag.ms': 6, 'max.compaction.lag.ms': 5 }, /be at most max\.compaction\.lag/],
    ['compact', /be an object/],
  ])('is refused: %j', (config, rule) => {
    expect(configured(config)).toEqual([expect.stringMatching(rule)]);
  });

  it('names the key that was meant, and the release that has it', () => {
    const remedy = (config: object, changes = {}) =>
      validateSpec(unsoundSpec({ topics: [{ name: 'a', config }], ...changes })).problems[0]
        ?.remedy;
    expect(remedy({ 'compression.tpye': 'lz4' })).toBe("Did you mean 'compression.type'");
    expect(remedy({ 'remote.log.copy.enable': true })).toMatch(/Leave it out|Did you mean/);
  });
});

it('tells all problems of all topics at once', () => {
  const problems = ofTopics(
    { name: 'a', replicationFactor: 9 },
    { name: 'b', config: { 'no.such.key': 1 } },
    { name: 'b' },
  );
  expect(problems).toHaveLength(3);
});

describe('what deserves a word', () => {
  const warningsOf = (topic: object) =>
    validateSpec(unsoundSpec({ topics: [{ name: 'a', ...topic }] }))
      .warnings.map(formatProblem)
      .filter((text) => text.startsWith('topics'));

  it.each([
    [{}, 0],
    [{ replicationFactor: 2 }, 0],
    [{ replicationFactor: 2, minInsyncReplicas: 2 }, 1],
    [{ replicationFactor: 1 }, 1],
    [{ minInsyncReplicas: 3 }, 1],
  ])('of %j: %i', (topic, count) => {
    expect(warningsOf(topic)).toHaveLength(count);
  });
});
