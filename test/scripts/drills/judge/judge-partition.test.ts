import { judgePartition } from '../../../../scripts/drills/judge/judge-partition';

describe('what became of the records of a partition', () => {
  const acked = (...atMs: readonly number[]) =>
    atMs.map((ackedAtMs, number) => ({ number, ackedAtMs }));
  const judge = (
    records: ReturnType<typeof acked>,
    found: readonly number[] = records.map(({ number }) => number),
  ) =>
    judgePartition({
      ...{ partition: 4, ledBy: 'broker-2', acked: records, found },
      ...{ faultAtMs: 1_000, endMs: 3_000 },
    });

  it('is well where each acknowledged record is there once', () => {
    expect(judge(acked(900, 1_100, 2_900))).toEqual({
      ...{ partition: 4, ledBy: 'broker-2', acked: 3, lost: [], doubled: [] },
      withoutAcksMs: 1_800,
    });
  });

  it('names those that are not there', () => {
    expect(judge(acked(900, 1_100, 1_200), [0, 2]).lost).toEqual([1]);
  });

  it('names those that are there twice', () => {
    expect(judge(acked(900, 1_100), [0, 1, 1, 0, 2]).doubled).toEqual([0, 1]);
  });

  it('takes no offence at records that are there, but whose acknowledgement never came', () => {
    expect(judge(acked(900), [0, 1])).toMatchObject({ acked: 1, lost: [], doubled: [] });
  });

  it.each([
    ['between two acknowledgements', [1_100, 2_700, 2_950], 1_600],
    ['from the fault to the first one', [500, 2_400, 2_900], 1_400],
    ['from the last one to the end', [500, 1_200], 1_800],
    ['all along where none came', [500], 2_000],
    ['not before the fault', [100, 990, 1_100, 2_000, 3_000], 1_000],
    ['also past the end of writing', [500, 1_100, 4_000], 2_900],
  ])('measures the longest time without an acknowledgement: %s', (_, times, expected) => {
    expect(judge(acked(...times)).withoutAcksMs).toBe(expected);
  });
});
