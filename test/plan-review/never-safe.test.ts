import { kindOf } from '../../scripts/plan-review/kinds/kind-of';
import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import fc from '../support/fast-check';
import { planText, type PlannedResource } from '../support/plan-builder';
import { PROMISES } from './promises';
import { documentOf } from './promises/plans';

const verdictOn = (...resources: readonly PlannedResource[]) =>
  reviewPlan(parsePlan(planText(resources), { source: 'a test' })).verdict;

const word = fc.stringMatching(/^[a-z]{3,8}$/);
/** Of providers and of things that nobody has heard of. */
const type = fc.tuple(word, word).map(([provider, thing]) => `zq${provider}_${thing}x`);
const values = fc.dictionary(
  word.map((name) => `zq_${name}`),
  fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean()),
  { minKeys: 1, maxKeys: 4 },
);

it('a type that nobody knows is never safe when it comes, changes or goes', () => {
  const change = fc.constantFrom<readonly string[]>(
    ...[['create'], ['update'], ['delete'], ['delete', 'create'], ['forget'], ['of-tomorrow']],
  );
  fc.assert(
    fc.property(type, values, change, (unknown, known, actions) => {
      const isNew = actions.join() === 'create';
      const goes = ['delete', 'forget'].includes(actions.join());
      const resource = {
        ...{ address: `${unknown}.one`, actions, before: isNew ? null : known },
        after: goes ? null : { ...known, zq_changed: 'other' },
      };
      expect(verdictOn(resource)).not.toBe('safe');
    }),
  );
});

interface Entry {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: { readonly before: PlannedResource['before'] };
}

/** One of each type that stands in the plans of the promises. */
const STANDING = new Map(
  Object.values(PROMISES)
    .flat()
    .flatMap((promised) => (documentOf(promised).resource_changes ?? []) as readonly Entry[])
    .filter(({ mode, change }) => mode === 'managed' && change.before)
    .map((entry) => [entry.type, entry] as const),
);

it('an attribute that nobody knows is never safe when it changes, whatever has it', () => {
  const safe = [...STANDING.values()].filter(({ address, type, change: { before } }) => {
    const resource = {
      address,
      before: { ...before, zq_size: 2 },
      after: { ...before, zq_size: 1 },
    };
    return kindOf(type) !== 'nothing' && verdictOn(resource) === 'safe';
  });
  expect(STANDING.size).toBeGreaterThan(80);
  expect(safe.map(({ type }) => type)).toEqual([]);
});
