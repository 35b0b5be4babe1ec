import { judgeNeeded } from '../../../../scripts/smoke/checks/internal-topics';

const topics = (offsets: readonly number[]) => [
  { name: '__consumer_offsets', replicas: offsets, expected: 3 },
  { name: '__transaction_state', replicas: [], expected: 3 },
];

test('the topic of committed offsets must be there, the one of transactions need not', () => {
  expect(judgeNeeded(topics([3]))).toEqual([]);
  expect(judgeNeeded(topics([])).map(({ path, rule }) => `${path}: ${rule}`)).toEqual([
    '__consumer_offsets: be there, for a consumer group has been asked for',
  ]);
});
