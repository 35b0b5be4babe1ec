import {
  isLeftoverSmokeTopic,
  isRollTopic,
  isSmokeTopic,
  newRollTopicName,
  newSmokeTopicName,
} from '../../../scripts/health/smoke-topic-name';

const MADE = new Date('2026-11-22T18:16:04.789Z');
const name = newSmokeTopicName(MADE);
const after = (ms: number) => new Date(Date.parse('2026-11-22T18:16:04Z') + ms);

test('a name says when it was made, is a legal topic name and no other run has it', () => {
  expect(name).toMatch(/^cdktf-kafka-smoke-20261122t181604z-[0-9a-f]{8}$/);
  expect(new Set(Array.from({ length: 100 }, () => newSmokeTopicName(MADE))).size).toBe(100);
});

test("a roll's topic is one of them, and is told from those of other runs", () => {
  const ofRoll = newRollTopicName(MADE);
  expect([isSmokeTopic(ofRoll), isRollTopic(ofRoll)]).toEqual([true, true]);
  expect(isLeftoverSmokeTopic(ofRoll, after(3_600_001))).toBe(true);
  expect(isRollTopic(name)).toBe(false);
  expect(isRollTopic('logs-roll')).toBe(false);
});

test.each([
  ['at once', after(0), false],
  ['after an hour to the millisecond', after(3_600_000), false],
  ['a millisecond later', after(3_600_001), true],
  ['by a clock that goes behind', after(-60_000), false],
])('%s, it is left behind: %s', (_, now, expected) => {
  expect(isLeftoverSmokeTopic(name, now)).toBe(expected);
});

test.each([
  '',
  'logs',
  'cdktf-kafka-smoke',
  'cdktf-kafka-smoke-mine',
  `${name}-copy`,
  `my-${name}`,
])("somebody's topic %j is never taken for one", (topic) => {
  expect(isSmokeTopic(topic)).toBe(false);
  expect(isLeftoverSmokeTopic(topic, new Date('2100-01-01'))).toBe(false);
});
