import { isDeepStrictEqual } from 'node:util';
import { render } from '../../scripts/plan-review/output';
import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import type { Review } from '../../scripts/plan-review/review';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import fc from '../support/fast-check';
import {
  leavesOf,
  markLeaves,
  markWhole,
  replaceLeaves,
  type Leaf,
  type PlanDocument,
} from '../support/marked-plans';
import { outputOptions } from '../support/review-builder';
import { planFixture } from '../support/plan-fixtures';
import { EXPECTED_REVIEWS } from '../plans/expected-reviews';
import { HARMS } from './harms';

const HARMFUL = Object.keys(HARMS);
const FIXTURES = Object.keys(EXPECTED_REVIEWS);

function reviewOf(plan: PlanDocument): Review {
  return reviewPlan(parsePlan(JSON.stringify(plan), { source: 'a test', mayBePartial: true }));
}

/** What is judged, without the words that a mark may mask. */
function judged({ verdict, findings }: Review) {
  // By their number: an address may hold what is marked.
  const resources: Record<string, number> = {};
  for (const { rule, severity, addresses } of findings) {
    const key = `${severity} ${rule}`;
    resources[key] = (resources[key] ?? 0) + addresses.length;
  }
  return { verdict, resources };
}

function outputsOf(plan: PlanDocument): string {
  const review = reviewOf(plan);
  return Object.values(render)
    .map((write) => write(review, outputOptions()))
    .join('\n');
}

/** Some leaves of a plan, by what a search has found for each. */
function some(leaves: readonly Leaf[], isChosen: readonly boolean[]): readonly Leaf[] {
  return leaves.filter((_, index) => isChosen[index % isChosen.length]);
}

const choices = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

describe('a mark', () => {
  it.each(HARMFUL)('changes nothing of what is judged where a plan %s', (name) => {
    const plan = HARMS[name]!();
    const expected = judged(reviewOf(plan));
    expect(expected.verdict).not.toBe('safe');
    expect(judged(reviewOf(markLeaves(plan, leavesOf(plan))))).toEqual(expected);
    for (const sides of [['before'], ['after'], ['before', 'after']] as const) {
      expect(judged(reviewOf(markWhole(plan, sides)))).toEqual(expected);
    }
  });

  it('changes nothing, on whatever values it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HARMFUL), choices, (name, chosen) => {
        const plan = HARMS[name]!();
        const marked = markLeaves(plan, some(leavesOf(plan), chosen));
        expect(judged(reviewOf(marked))).toEqual(judged(reviewOf(plan)));
      }),
    );
  });

  it.each(FIXTURES)('changes nothing of the real plan %s', (name) => {
    const plan = JSON.parse(planFixture(name)) as PlanDocument;
    expect(judged(reviewOf(markWhole(plan)))).toEqual(judged(reviewOf(plan)));
  });
});

describe('what a plan marks', () => {
  it('is told by no output, nor is anything that comes of it', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...HARMFUL), choices, (name, chosen) => {
        const plan = HARMS[name]!();
        const leaves = bothSides(plan, some(leavesOf(plan), chosen)).filter(isNoLink);
        const one = markLeaves(plan, leaves);
        const other = replaceLeaves(one, leaves, otherValue);
        // Another value may be another harm: then the review must tell so.
        if (!areJudgedAlike(reviewOf(one), reviewOf(other))) return;
        compared += 1;
        expect(outputsOf(other)).toBe(outputsOf(one));
      }),
    );
    expect(compared).toBeGreaterThan(20);
  });

  it.each(HARMFUL)('is nowhere in what is said of a plan that %s', (name) => {
    const plan = HARMS[name]!();
    const leaves = leavesOf(plan);
    const canaries = replaceLeaves(plan, leaves, (value) =>
      typeof value === 'string' ? `${value}${CANARY}` : value,
    );
    const said = outputsOf(markLeaves(canaries, leaves));
    expect(said).not.toMatch(new RegExp(CANARY, 'i'));
  });
});

const CANARY = 'qz7canary';

/** What leads to another resource says which one is meant, marked or not. */
function isNoLink({ path }: Leaf): boolean {
  return !/^(.*_)?(id|key|bucket)$/.test(String(path.at(-1)));
}

/** Of hosts, the headline says what becomes of them. */
function areJudgedAlike(one: Review, other: Review): boolean {
  return isDeepStrictEqual(judged(one), judged(other)) && one.headline === other.headline;
}

/** A value that is marked on one side is masked on both. */
function bothSides(plan: PlanDocument, leaves: readonly Leaf[]): readonly Leaf[] {
  const key = ({ resource, path }: Leaf) => JSON.stringify([resource, path]);
  const chosen = new Set(leaves.map(key));
  return leavesOf(plan).filter((leaf) => chosen.has(key(leaf)));
}

/** Another value of the same kind, and always the same one. */
function otherValue(value: unknown): unknown {
  if (typeof value === 'number') return value * 2 + 1;
  return typeof value === 'string'
    ? value.replace(/[1-8]/g, (digit) => String(Number(digit) + 1))
    : value;
}
