import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from '../../support/fast-check';
import type { JsonObject } from '../../../scripts/terraform-plan/json-value';
import { leanLists } from '../../../scripts/terraform-plan/lean-lists';
import { parseJson } from '../../../scripts/terraform-plan/parse-json';
import { parseDocument, parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import type { Plan } from '../../../scripts/terraform-plan/plan';
import type { Keep, Places } from '../../../scripts/terraform-plan/piecewise-json';
import { planJson, type PlannedResource } from '../../support/plan-builder';
import { planFixture, planFixtureFile } from '../../support/plan-fixtures';
import { shownPlan } from '../../support/shown-plan';

const SECRET = 'Hunter2-of-the-mark';
const OPTIONS = { source: 'plan.json', mayBePartial: true };
const fromWhole = (json: JsonObject) =>
  told(parseDocument(JSON.parse(JSON.stringify(json)) as JsonObject, OPTIONS));
const fromLean = (json: JsonObject) => told(parsePlan(JSON.stringify(json), OPTIONS));
const told = ({ mask, ...plan }: Plan) => ({ ...plan, masked: mask(`x ${SECRET}`) });
const realPlan = (name: string) => JSON.parse(shownPlan(planFixture(name))) as JsonObject;

const PLANS = readdirSync(dirname(planFixtureFile('no-change')))
  .map((file) => basename(file, '.plan.json.zst'))
  // Nothing of it is read.
  .filter((name) => name !== 'errored');

it.each(PLANS)('leaves out nothing that is read of the real plan %s', (name) => {
  const plan = realPlan(name);
  const [lean, whole] = [fromLean(plan), fromWhole(plan)];
  // jest's own comparison takes as long as all else; it tells where they differ.
  if (!isDeepStrictEqual(lean, whole)) expect(lean).toEqual(whole);
});

const values = fc.option(
  fc.dictionary(
    fc.constantFrom('content', 'tags', '__proto__'),
    fc.constantFrom(SECRET, `x ${SECRET}`, 1, null, { of: SECRET }),
    { minKeys: 1, maxKeys: 2 },
  ),
  { nil: null, freq: 4 },
);
const marks = fc.oneof(
  fc.constantFrom<unknown>(false, {}, undefined, null),
  fc.constantFrom<unknown>(true, 'odd', [true], { tags: true }, { tags: { of: true } }),
  fc.constant({ content: true, tags: false }),
);
const resource: fc.Arbitrary<PlannedResource> = fc
  .record({
    address: fc.constantFrom('aws_a.b', 'aws_a.c', 'module.m["x"].aws_a.b', 'data.aws_d.e'),
    actions: fc.option(fc.constant(['no-op']), { nil: undefined }),
    before: values,
    after: values,
    isSame: fc.boolean(),
    beforeSensitive: marks,
    afterSensitive: marks,
    deposed: fc.option(fc.constantFrom('', '0a1b2c3d'), { nil: undefined, freq: 2 }),
    refersTo: fc.subarray(['aws_a.c.id', 'data.aws_d.e']),
  })
  .map(({ isSame, before, after, actions, deposed, ...rest }) => ({
    ...{ ...rest, before, after: isSame ? before : after },
    ...(actions !== undefined && { actions }),
    ...(deposed !== undefined && { deposed }),
  }));

it('leaves out nothing that is read of any plan, whatever it marks and in whatever order it is', () => {
  const plan = fc
    .record({
      changes: fc.array(resource, { maxLength: 3 }),
      drift: fc.array(resource, { maxLength: 1 }),
      standing: fc.array(resource, { maxLength: 2 }),
      isBackwards: fc.boolean(),
    })
    .map(({ changes, drift, standing, isBackwards }) => {
      const json: Record<string, unknown> = {
        ...planJson(changes),
        resource_drift: planJson(drift).resource_changes,
        prior_state: planJson([...changes.slice(1), ...standing]).prior_state,
        planned_values: (planJson(standing).prior_state as JsonObject).values,
      };
      return isBackwards ? Object.fromEntries(Object.entries(json).reverse()) : json;
    });
  fc.assert(
    fc.property(plan, (json) => expect(fromLean(json)).toEqual(fromWhole(json))),
    { numRuns: 1000 },
  );
});

it('keeps once what stands in a plan four times', () => {
  const json = planJson([
    {
      address: 'module.m.aws_s3_object.o',
      before: { content: 'x'.repeat(1000) },
      after: { content: 'x'.repeat(1000) },
    },
  ]);
  const lean = parseJson(shownPlan(JSON.stringify(json)), 'plan.json');
  const [{ change }] = lean.resource_changes as readonly [{ change: JsonObject }];
  expect(change.before).toBe(change.after);
  const { resource_drift, prior_state, planned_values } = lean;
  expect(JSON.stringify({ resource_drift, prior_state, planned_values })).not.toContain('xxx');
});

it('knows where real plans have their lists', () => {
  const found = new Set<string>();
  const look = (value: unknown, place: Places | Keep | undefined, path: string): void => {
    if (typeof place === 'function' && Array.isArray(value)) found.add(path);
    if (typeof place !== 'object' || typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const step = name in place ? name : '*';
      look(inner, place[step], `${path}/${step}`);
    }
  };
  for (const name of ['no-change', 'foreign-no-change.opentofu']) {
    look(realPlan(name), leanLists(), '');
  }
  expect([...found].sort()).toEqual([
    '/configuration/root_module/module_calls/*/module/resources',
    '/configuration/root_module/resources',
    '/planned_values/root_module/child_modules/*/resources',
    '/planned_values/root_module/resources',
    '/prior_state/values/root_module/child_modules/*/resources',
    '/prior_state/values/root_module/resources',
    '/resource_changes',
    '/resource_drift',
  ]);
});
