import { isDeepStrictEqual } from 'node:util';
import { render } from '../../scripts/plan-review/output';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import type { Review } from '../../scripts/plan-review/review';
import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import fc from '../support/fast-check';
import {
  leavesOf,
  markLeaves,
  markWhole,
  replaceLeaves,
  valueAt,
  type Leaf,
  type MarkablePlan,
} from '../support/marked-plans';
import { planJson } from '../support/plan-builder';
import { planFixture } from '../support/plan-fixtures';
import { outputOptions } from '../support/review-builder';
import { PROMISES } from './promises';
import { documentOf } from './promises/plans';

/** The plans of all promises, of which some lack what is marked. */
const PLANS = Object.values(PROMISES)
  .flat()
  .map((promised) => documentOf(promised) as MarkablePlan)
  .filter(({ resource_changes }) => resource_changes !== undefined);

const CANARY = 'qz7canary';

const aPlan = fc.constantFrom(...PLANS);
/** Which of the values of a plan are chosen: the first, the second and so on, over and over. */
const someOfThem = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

function chosenOf(plan: MarkablePlan, isChosen: readonly boolean[]): readonly Leaf[] {
  return leavesOf(plan).filter((_, index) => isChosen[index % isChosen.length]);
}

function reviewOf(plan: MarkablePlan): Review {
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

function outputsOf(review: Review): string {
  return Object.values(render)
    .map((write) => write(review, outputOptions()))
    .join('\n');
}

describe('a mark', () => {
  it('changes nothing of what is judged, on whatever values it is', () => {
    fc.assert(
      fc.property(aPlan, someOfThem, (plan, isChosen) => {
        const marked = markLeaves(plan, chosenOf(plan, isChosen));
        expect(judged(reviewOf(marked))).toEqual(judged(reviewOf(plan)));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['kafka-older', 'setting-restart', 'cluster-renamed', 'ingress-widened'])(
    'on all of the real plan %s changes nothing',
    (name) => {
      const plan = JSON.parse(planFixture(name)) as MarkablePlan;
      expect(judged(reviewOf(markWhole(plan)))).toEqual(judged(reviewOf(plan)));
    },
  );
});

describe('what a plan marks', () => {
  it('is told by no output, nor is anything that comes of it', () => {
    let compared = 0;
    fc.assert(
      fc.property(aPlan, someOfThem, (plan, isChosen) => {
        const leaves = wherever(plan, chosenOf(plan, isChosen)).filter(leadsNowhere);
        const masked = markLeaves(plan, leaves);
        const one = reviewOf(masked);
        const other = reviewOf(replaceLeaves(masked, leaves, otherValue));
        if (!areJudgedAlike(one, other)) return;
        compared += 1;
        expect(outputsOf(other)).toBe(outputsOf(one));
      }),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('is nowhere in what is said, also where all is marked', () => {
    for (const plan of PLANS) {
      const leaves = leavesOf(plan);
      const withCanaries = replaceLeaves(plan, leaves, (value) =>
        typeof value === 'string' ? `${value}${CANARY}` : value,
      );
      const review = reviewOf(markLeaves(withCanaries, leaves));
      expect(outputsOf(review).toLowerCase()).not.toContain(CANARY);
    }
  });
});

/** What a map holds under a name that nobody may see, and whatever asks for a new one. */
const MAPS: readonly (readonly [type: string, attribute: string])[] = [
  ...[['acme_thing', 'settings'] as const, ['aws_instance', 'tags'] as const],
  ...[['kafka_topic', 'config'] as const, ['kubernetes_config_map', 'data'] as const],
  ...[['aws_ebs_volume', 'tags'] as const, ['helm_release', 'values'] as const],
];

it.each(MAPS)('%s: the names in a marked map are told by no output', (type, attribute) => {
  const side = (value: string) => ({ id: 'a', [attribute]: { [CANARY]: value } });
  const marks = { [attribute]: true };
  const resource = {
    ...{ address: `${type}.one`, before: side('1=2'), after: side('1=3') },
    ...{ beforeSensitive: marks, afterSensitive: marks, replacePaths: [[attribute, CANARY]] },
  };
  for (const actions of [['update'], ['delete', 'create']]) {
    const plan = planJson([{ ...resource, actions }]) as unknown as MarkablePlan;
    expect(outputsOf(reviewOf(plan)).toLowerCase()).not.toContain(CANARY);
  }
});

/**
 * The places of these values and of those that hold them: what is marked in one place is masked in all,
 * and what is marked on one side on both.
 */
function wherever(plan: MarkablePlan, leaves: readonly Leaf[]): readonly Leaf[] {
  const place = ({ resource, path }: Leaf) => JSON.stringify([resource, path]);
  const texts = leaves.map((leaf) => String(valueAt(plan, leaf))).filter((text) => text.length > 2);
  const chosen = new Set([
    ...leaves.map(place),
    ...leavesOf(plan)
      .filter((leaf) => texts.some((text) => String(valueAt(plan, leaf)).includes(text)))
      .map(place),
  ]);
  return leavesOf(plan).filter((leaf) => chosen.has(place(leaf)));
}

/** What leads to another resource says which one is meant, marked or not. */
function leadsNowhere({ path }: Leaf): boolean {
  return !/^(.*_)?(ids?|key|bucket|name|arn|role)$|^kafka-/i.test(String(path.at(-1)));
}

/** Another value may be another harm, of other hosts, or need more: then the review must tell so. */
function areJudgedAlike(...reviews: readonly [Review, Review]): boolean {
  const [one, other] = reviews.map((review) => {
    const { headline, configuration } = review;
    const needs = configuration.map(({ effect, keys }) => [effect, keys.map((key) => key.update)]);
    return { ...judged(review), headline, needs };
  });
  return isDeepStrictEqual(one, other);
}

/** Another value of the same kind, always the same one; none stays none, and less stays less. */
function otherValue(value: unknown): unknown {
  if (typeof value === 'number') return value * 2;
  return typeof value === 'string'
    ? value.replace(/[1-8]/g, (digit) => String(Number(digit) + 1))
    : value;
}
