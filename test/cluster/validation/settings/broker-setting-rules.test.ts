import { formatProblem } from '../../../../cluster/errors';
import type { KafkaClusterSpec } from '../../../../cluster/spec';
import { brokerSettingRules } from '../../../../cluster/validation/settings/broker-setting-rules';
import { unsoundSpec } from '../../../support/spec-builder';

const brokers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: index + 1, rack: 'a' }));

const problemsOf = (brokerSettings: object, rest: Partial<KafkaClusterSpec> = {}) =>
  brokerSettingRules(unsoundSpec({ brokerSettings, ...rest })).map(formatProblem);

it.each([
  [
    { 'replica.fetch.wait.max.ms': 30_001, 'replica.socket.timeout.ms': 60_000 },
    "brokerSettings['replica.fetch.wait.max.ms']: must be at most 30,000 (replica.lag.time.max.ms), or " +
      'replicas of quiet partitions fall out of sync and come back all the time, got 30001. ' +
      'Change it, or raise replica.lag.time.max.ms.',
  ],
  [
    { 'replica.socket.timeout.ms': 400 },
    "brokerSettings['replica.socket.timeout.ms']: must be at least 500 (replica.fetch.wait.max.ms), or " +
      'followers give up on fetches that are only waiting for data, got 400. ' +
      'Change it, or lower replica.fetch.wait.max.ms.',
  ],
  [
    { 'transaction.state.log.min.isr': 3 },
    "brokerSettings['transaction.state.log.min.isr']: must be at most 2 " +
      '(transaction.state.log.replication.factor less 1), or transactions stand still while a broker ' +
      'restarts, got 3. Change it, or raise transaction.state.log.replication.factor.',
  ],
  [
    { 'log.cleaner.threads': 200 },
    "brokerSettings['log.cleaner.threads']: must leave each of 200 cleaner threads more than 1 MiB of " +
      'log.cleaner.dedupe.buffer.size (134217728), got 200. ' +
      'Raise the buffer, or lower log.cleaner.threads.',
  ],
  [
    { 'queued.max.request.bytes': 1_000 },
    "brokerSettings['queued.max.request.bytes']: must be at least socket.request.max.bytes " +
      '(16,777,216), or the largest request never fits, got 1000. ' +
      'Raise it, or leave it out for no limit.',
  ],
  [
    { 'max.connections.per.ip': 0 },
    "brokerSettings['max.connections.per.ip']: must be above 0 where max.connections.per.ip.overrides " +
      'names no exception, or nobody can connect, got 0. Raise it, or name exceptions.',
  ],
  [
    { 'max.connections.per.ip.overrides': '10.0.0.1:x' },
    "brokerSettings['max.connections.per.ip.overrides']: must name an address and a number of " +
      "connections, address:number, with commas between, got '10.0.0.1:x'. " +
      "Write it such as '10.0.0.1:100,10.0.0.2:200'.",
  ],
])('%j is told with the setting that it contradicts', (settings, message) => {
  expect(problemsOf(settings)).toEqual([message]);
});

it('what a spec leaves alone is never its problem', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({}, { brokers: brokers(2) })).toEqual([]);
});

it('no limit of queued bytes is none', () => {
  expect(problemsOf({ 'queued.max.request.bytes': -1 })).toEqual([]);
});

it('the size of requests grows with that of messages by itself', () => {
  expect(problemsOf({ 'message.max.bytes': 500_000_000 })).toEqual([]);
});

describe('replicas of internal topics', () => {
  const offsets = 'offsets.topic.replication.factor';
  const transactions = 'transaction.state.log.replication.factor';

  it.each([
    { key: offsets, count: 3, minInsyncReplicas: 2, fits: [3], fails: [1, 2, 4] },
    { key: offsets, count: 5, minInsyncReplicas: 3, fits: [4, 5], fails: [3, 6] },
    { key: offsets, count: 2, minInsyncReplicas: 1, fits: [2], fails: [1, 3] },
    { key: transactions, count: 3, minInsyncReplicas: 2, fits: [2, 3], fails: [1, 4] },
    { key: transactions, count: 5, minInsyncReplicas: 3, fits: [2, 5], fails: [1, 6] },
  ])(
    '$count brokers with $minInsyncReplicas in sync: $key may be $fits, not $fails',
    ({ key, count, minInsyncReplicas, fits, fails }) => {
      const rest = { brokers: brokers(count), topicDefaults: { minInsyncReplicas } };
      expect(fits.flatMap((replicas) => problemsOf({ [key]: replicas }, rest))).toEqual([]);
      expect(fails.filter((replicas) => problemsOf({ [key]: replicas }, rest).length > 0)).toEqual(
        fails,
      );
    },
  );

  it('more than there are brokers is told with both bounds', () => {
    expect(problemsOf({ [offsets]: 4 })).toEqual([
      "brokerSettings['offsets.topic.replication.factor']: must be from 3, so that a broker can " +
        'restart, to 3, the number of brokers, got 4. ' +
        'Leave it out to have three where there are as many brokers.',
    ]);
  });
});
