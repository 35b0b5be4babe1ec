import { judgeInternalTopics } from '../../../../scripts/smoke/checks/internal-topics';

const judge = (replicas: readonly number[], isNeeded = true) =>
  judgeInternalTopics([{ name: '__consumer_offsets', isNeeded, replicas, expected: 3 }]).map(
    ({ rule, value }) => `${rule}, got ${String(value)}`,
  );

test.each<[string, readonly number[], readonly string[]]>([
  ['as many replicas as asked for', [3, 3], []],
  ['more than asked for', [3, 4], []],
  ['fewer', [3, 2, 1], ['have 3 replicas of each partition, got 2 of 3 partitions with 1']],
  [
    'not there though needed',
    [],
    ['be there, for a consumer group has been asked for, got undefined'],
  ],
])('%s', (_, replicas, problems) => {
  expect(judge(replicas)).toEqual(problems);
});

test('a topic that nobody has needed yet may be missing', () => {
  expect(judge([], false)).toEqual([]);
});
