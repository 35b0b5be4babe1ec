import fc from '../../support/fast-check';
import { planRestart, type UnaskedExit } from '../../../scripts/local/plan-restart';

/** Exits one after the other, each after a run of this length. */
function exits(
  ...runs: readonly (readonly [UnaskedExit['cause'], number])[]
): readonly UnaskedExit[] {
  let endedAtMs = 0;
  return runs.map(([cause, ranMs]) => ({ cause, ranMs, endedAtMs: (endedAtMs += ranMs + 1_000) }));
}

test('a process that ran well is started again at once', () => {
  expect(planRestart(exits(['unknown', 3_600_000]))).toEqual({ kind: 'restart', afterMs: 250 });
});

test('pauses double until the fourth quick exit in a row, which is the last', () => {
  const plans = [1, 2, 3, 4].map((count) =>
    planRestart(exits(...Array.from({ length: count }, () => ['unknown', 2_000] as const))),
  );
  expect(plans).toEqual([
    { kind: 'restart', afterMs: 250 },
    { kind: 'restart', afterMs: 500 },
    { kind: 'restart', afterMs: 1_000 },
    { kind: 'give-up', why: 'it ended 4 times in a row' },
  ]);
});

test('a good run makes earlier exits forgotten', () => {
  const quick = ['unknown', 2_000] as const;
  expect(planRestart(exits(quick, quick, quick, ['unknown', 60_000]))).toMatchObject({
    afterMs: 250,
  });
  expect(planRestart(exits(quick, quick, quick, ['unknown', 60_000], quick))).toMatchObject({
    afterMs: 250,
  });
});

test.each([
  [19_999, { kind: 'give-up', why: 'it ended 4 times in a row' }],
  [20_000, { kind: 'restart', afterMs: 250 }],
] as const)('a run of %i ms is a good one or is not', (ranMs, plan) => {
  const quick = ['unknown', 2_000] as const;
  expect(planRestart(exits(quick, quick, ['unknown', ranMs], quick))).toEqual(plan);
});

test('a broker may meet its old session until ZooKeeper has ended it', () => {
  const passing = ['passing', 2_000] as const;
  expect(planRestart(exits(...Array.from({ length: 15 }, () => passing)))).toEqual({
    kind: 'restart',
    afterMs: 1_000,
  });
  expect(planRestart(exits(...Array.from({ length: 30 }, () => passing)))).toEqual({
    kind: 'give-up',
    why: 'it did not pass in 60 s',
  });
});

test('a cause that lasts is not tried again', () => {
  expect(planRestart(exits(['lasting', 2_000])).kind).toBe('give-up');
});

test('however a process keeps ending quickly, it is given up, and never restarted without a pause', () => {
  const run = fc.tuple(
    fc.constantFrom<UnaskedExit['cause']>('passing', 'unknown'),
    fc.integer({ min: 0, max: 19_999 }),
  );
  fc.assert(
    fc.property(fc.array(run, { minLength: 70, maxLength: 70 }), (runs) => {
      const plans = runs.map((_, index) => planRestart(exits(...runs.slice(0, index + 1))));
      expect(plans.some(({ kind }) => kind === 'give-up')).toBe(true);
      for (const plan of plans)
        if (plan.kind === 'restart') expect(plan.afterMs).toBeGreaterThan(0);
    }),
  );
});
