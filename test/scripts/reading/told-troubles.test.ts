import { ToldTroubles } from '../../../scripts/reading/told-troubles';

let told: string[];
let troubles: ToldTroubles;

beforeEach(() => {
  told = [];
  troubles = new ToldTroubles((text) => told.push(text));
});

it('tells what lasts, once, and that it is over', () => {
  const trouble = new Error('app-0: must have a leader.');
  troubles.tell(trouble, 0);
  troubles.end();
  expect(told).toEqual([]);
  for (const sinceMs of [1_999, 2_000, 9_000]) troubles.tell(trouble, sinceMs);
  troubles.end();
  troubles.end();
  expect(told).toEqual([
    'app-0: must have a leader. It is waited for.',
    'All partitions are read again.',
  ]);
});

it('does not tell of each partition of a broker that is gone', () => {
  for (let partition = 0; partition < 300; partition += 1) {
    troubles.tell(new Error(`app-${partition}: must have a leader.`), 5_000);
  }
  expect(told).toHaveLength(5);
});
