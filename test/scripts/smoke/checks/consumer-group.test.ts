import { judgeCommitted } from '../../../../scripts/smoke/checks/consumer-group';

const ends = new Map([
  [0, 25n],
  [1, 0n],
]);
const judge = (committed: readonly (readonly [number, bigint])[]) =>
  judgeCommitted(ends, new Map(committed)).map(
    ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
  );

test('the offsets that were committed are found again: nothing to say', () => {
  expect(judge([...ends])).toEqual([]);
});

test('another offset, and none, are told apart', () => {
  expect(judge([[0, 24n]])).toEqual([
    'Partition 0 of the smoke topic: have offset 25 committed, got 24',
    'Partition 1 of the smoke topic: have offset 0 committed, got none',
  ]);
});
