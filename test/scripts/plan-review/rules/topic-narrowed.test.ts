import { topicNarrowed } from '../../../../scripts/plan-review/rules/topic-narrowed';
import { judge, severityOf } from '../../../support/judge-plan';

const topic = (before: Record<string, unknown>, after: Record<string, unknown>) => [
  {
    address: 'kafka_topic.orders',
    before: { name: 'orders', ...before },
    after: { name: 'orders', ...after },
  },
];

it.each([
  [{ partitions: 6 }, { partitions: 3 }, 'danger'],
  [{ partitions: 6 }, { partitions: 12 }, 'care'],
  [{ replication_factor: 2 }, { replication_factor: 3 }, 'care'],
  [
    { config: { 'max.message.bytes': '2000' } },
    { config: { 'max.message.bytes': '1000' } },
    'care',
  ],
  [
    { config: { 'max.message.bytes': '1000' } },
    { config: { 'max.message.bytes': '2000' } },
    undefined,
  ],
  [{ config: {} }, { config: { 'max.message.bytes': '1000' } }, 'care'],
  [{ config: {} }, { config: { 'segment.bytes': '1000' } }, undefined],
  [{ config: {} }, { config: { 'message.timestamp.type': 'LogAppendTime' } }, 'care'],
  [{ config: {} }, { config: {} }, undefined],
])('judges %j → %j', (before, after, severity) => {
  expect(severityOf(topicNarrowed, topic(before, after))).toBe(severity);
});

it('names the topic and its numbers', () => {
  const [found] = judge(topicNarrowed, topic({ partitions: 6 }, { partitions: 3 }));
  expect(found?.what).toBe('Lowers partitions 6 → 3 of topic orders.');
});

it('judges what is marked, and doesn’t show it', () => {
  const [resource] = topic({ partitions: 61 }, { partitions: 37 });
  const marks = { partitions: true, name: true };
  const [found] = judge(topicNarrowed, [
    { ...resource!, beforeSensitive: marks, afterSensitive: marks },
  ]);
  expect(found?.severity).toBe('danger');
  expect(found?.what).not.toMatch(/orders|61|37/);
});
