import fc from 'fast-check';
import { MAX_COMMENT_BYTES, renderMarkdown } from '../../../../scripts/plan-review/output/markdown';
import type { Review } from '../../../../scripts/plan-review/review';
import { deceit } from '../../../support/deceits';
import { markdownPage, outlineOf } from '../../../support/markdown-outline';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../../support/review-builder';

const render = (review: Review) => renderMarkdown(review, outputOptions());
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const lines = (count: number, word: string) => times(count, (line) => `${word} ${line}\n`).join('');

const dangers = (count: number) =>
  times(count, (index) =>
    aFinding({ what: `Danger ${index} comes.`, why: 'Why it is. '.repeat(20) }),
  );
const cares = (count: number) =>
  times(count, (index) =>
    aFinding({ severity: 'care', what: `Care ${index} is due.`, why: 'Why it is. '.repeat(20) }),
  );
const diffs = (count: number, size: number) =>
  times(count, (index) =>
    aTextChange({ hosts: [`h${index}`], after: lines(size, `text ${index}`) }),
  );

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

it('a review that fits says nothing of shortening', () => {
  expect(render(aReview({ findings: [...dangers(10), ...cares(10)] }))).not.toContain('Left out');
});

it('diffs go first: from the largest comment of findings none is missing', () => {
  const review = aReview({
    findings: [...dangers(40), ...cares(40)],
    userData: diffs(30, 2_000),
  });
  const comment = render(review);
  expect(count(comment, /^### 🛑 Danger \d+ comes/gm)).toBe(40);
  expect(count(comment, /^### ⚠️ Care \d+ is due/gm)).toBe(40);
  expect(count(comment, /^\*\*What to do/gm)).toBe(80);
  expect(comment).toMatch(/^Left out to keep this comment short: [\d,]+ lines of \d+ diffs\.$/m);
});

it('then what needs care loses its reasons, and then its place; dangers are last', () => {
  const comment = render(
    aReview({ findings: [...dangers(150), ...cares(2_000)], userData: diffs(3, 10) }),
  );
  expect(count(comment, /^### 🛑/gm)).toBe(150);
  expect(count(comment, /^What .*?Why it is/gm)).toBe(0);
  expect(count(comment, /Why it is\. Why/g)).toBeGreaterThanOrEqual(150);
  const shown = count(comment, /^### ⚠️/gm);
  expect(shown).toBeLessThan(2_000);
  expect(comment).toContain(
    `Left out to keep this comment short: ${(2_000 - shown).toLocaleString('en')} findings`,
  );
});

it('of more dangers than fit, as many as fit are named, and the rest is counted', () => {
  const comment = render(aReview({ findings: dangers(20_000) }));
  const shown = count(comment, /^### 🛑/gm);
  expect(shown).toBeGreaterThan(1_000);
  expect(comment).toContain(`${(20_000 - shown).toLocaleString('en')} findings, the reasons of`);
});

it('a diff in part says how many lines are missing, and the sum is right', () => {
  const comment = render(aReview({ userData: diffs(3, 10_000) }));
  const missing = [...comment.matchAll(/^… ([\d,]+) more lines$/gm)];
  const sum = missing.reduce((total, [, number]) => total + Number(number!.replaceAll(',', '')), 0);
  expect(missing).toHaveLength(3);
  expect(comment).toContain(
    `Left out to keep this comment short: ${sum.toLocaleString('en')} lines of 3 diffs.`,
  );
  const shown = count(comment, /^[-+ \\@]/gm);
  // Each text loses its two lines, and starts with the header of the hunk.
  expect(shown + sum).toBe(3 * (10_000 + 2 + 1));
});

it('a hundred brokers that each change in their own way stay within the limit', () => {
  const configuration = times(100, (index) =>
    aConfigurationChange({
      hosts: [`broker-${index}`],
      after: lines(150, `value ${index}`),
      keys: times(150, (key) => aKeyChange({ key: `key.${key}`, after: `${index}` })),
    }),
  );
  const comment = render(aReview({ configuration, findings: dangers(3) }));
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT_BYTES);
  expect(count(comment, /^### 🛑/gm)).toBe(3);
  expect(comment).toMatch(/Left out .* changed keys, [\d,]+ lines of 100 diffs\./);
});

it('whatever the review, the comment is whole and within the limit', () => {
  const many = <T>(item: fc.Arbitrary<T>) =>
    fc.tuple(item, fc.integer({ min: 0, max: 300 })).map(([one, size]) => times(size, () => one));
  const texts = fc.array(deceit, { minLength: 1, maxLength: 4 });
  const finding = fc.record({
    severity: fc.constantFrom('danger', 'care'),
    what: deceit,
    why: deceit,
  });
  const change = texts.map(([text = '', ...rest]) =>
    aTextChange({ label: text, after: `${rest.join('\n')}\n`.repeat(5) }),
  );
  fc.assert(
    fc.property(
      many(finding.map(aFinding)),
      many(change),
      deceit,
      (findings, userData, headline) => {
        const differing = userData.map((each, index) => ({
          ...each,
          label: `${index} ${each.label}`,
        }));
        const comment = render(aReview({ headline, findings, userData: differing }));
        expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(MAX_COMMENT_BYTES);
        const outline = outlineOf(markdownPage(comment));
        expect(outline.filter((element) => !KNOWN.has(String((element as [string])[0])))).toEqual(
          [],
        );
      },
    ),
    { numRuns: 25 },
  );
});

const KNOWN = new Set(['comment', 'c', 'h2', 'h3', 'p', 'details']);
