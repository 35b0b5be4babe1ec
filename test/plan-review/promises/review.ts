import { render, type ReviewFormat } from '../../../scripts/plan-review/output';
import { reviewPlan } from '../../../scripts/plan-review/reviewing/review-plan';
import type { Review, Verdict } from '../../../scripts/plan-review/review';
import { parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import { outputOptions } from '../../support/review-builder';
import { documentOf, marked } from './plans';
import type { PlanDocument, Promised } from './promise';

/** From the mildest to the gravest. */
export const VERDICTS: readonly Verdict[] = ['safe', 'care', 'danger'];

/** The verdict of the two words for a danger. */
export function verdictOf([, verdict]: Promised): Verdict {
  return verdict === 'lost' ? 'danger' : verdict;
}

/** The real reader and the real reviewer, as the command has them. */
export function reviewOf(plan: PlanDocument): Review {
  return reviewPlan(parsePlan(JSON.stringify(plan), { source: 'a promise' }));
}

const FORMATS: readonly ReviewFormat[] = ['text', 'markdown', 'json', 'sarif'];
/** What no output may hold. */
const SECRET = /PSEUDOSECRET\w*/;
/** Parts of a headline that say that nothing happens. */
const CALM = /^(restarts none|replaces none|touches no host|no data touched|changes nothing.*)$/;
const FOR_GOOD = /can[’']t be undone/;

/** What the review says of one promise. */
export interface Kept {
  readonly says: Verdict;
  /** What is wrong with it, each in a few words; empty where the promise is kept. */
  readonly problems: readonly string[];
}

/** Puts one promise through the reader, the rules and all outputs. */
export function judge(promised: Promised): Kept {
  const plan = documentOf(promised);
  const review = reviewOf(plan);
  const expected = verdictOf(promised);
  const problems = [
    ...(review.verdict === expected ? [] : [`says ${review.verdict}, not ${expected}`]),
    ...(isCalm(review) ? [`calls a danger “${review.headline}”`] : []),
    ...(promised[1] === 'lost' && !saysForGood(review) ? ['doesn’t say that it is for good'] : []),
    ...milderWhenMarked(plan, review.verdict),
    ...leaks(review),
  ];
  return { says: review.verdict, problems };
}

function isCalm({ verdict, headline }: Review): boolean {
  if (verdict !== 'danger') return false;
  const parts = headline.split('; ');
  return headline.includes('no data touched') || parts.every((part) => CALM.test(part));
}

function saysForGood({ headline, findings }: Review): boolean {
  const texts = findings.flatMap(({ what, why }) => [what, why]);
  return [headline, ...texts].some((text) => FOR_GOOD.test(text));
}

function milderWhenMarked(plan: PlanDocument, verdict: Verdict): readonly string[] {
  if (verdict === VERDICTS[0]) return [];
  return Object.entries(marked(plan)).flatMap(([way, same]) => {
    const found = reviewOf(same).verdict;
    const isMilder = VERDICTS.indexOf(found) < VERDICTS.indexOf(verdict);
    return isMilder ? [`says ${found} where ${way} is marked`] : [];
  });
}

function leaks(review: Review): readonly string[] {
  return FORMATS.flatMap((format) => {
    const secret = SECRET.exec(render[format](review, outputOptions()))?.[0];
    return secret === undefined ? [] : [`shows ${secret} as ${format}`];
  });
}
