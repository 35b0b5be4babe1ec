import fc from '../../../support/fast-check';
import {
  commentMarker,
  MAX_COMMENT_BYTES,
  renderMarkdown,
} from '../../../../scripts/plan-review/output/markdown';
import { mergeReview } from '../../../../scripts/plan-review/output/merge-alike';
import type { Review } from '../../../../scripts/plan-review/review';
import { deceit } from '../../../support/deceits';
import { markdownPage, outlineOf, proseOf, textOf } from '../../../support/markdown-outline';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../../support/review-builder';

const render = (review: Review, name = 'prod-logging') =>
  renderMarkdown(mergeReview(review), outputOptions({ name }));

/** A review in which every text is one of these, in turn. */
function reviewOf(texts: readonly string[]): Review {
  let next = 0;
  const text = () => texts[next++ % texts.length] as string;
  return aReview({
    verdict: 'danger',
    headline: text(),
    findings: [
      aFinding({ rule: text(), what: text(), why: text(), remedy: text(), addresses: [text()] }),
      aFinding({ severity: 'care', what: text(), addresses: [text(), text()] }),
    ],
    configuration: [
      aConfigurationChange({
        ...{ label: text(), hosts: [text()], note: `Note: ${text()}` },
        ...{ before: `same\n${text()}\nbefore`, after: `same\n${text()}\nafter` },
        keys: [aKeyChange({ key: text(), before: text(), after: text(), default: text() })],
      }),
    ],
    userData: [aTextChange({ label: text(), hosts: [text()], before: 'before', after: text() })],
    counts: [{ type: text(), change: 'update', count: 3 }],
    plan: { formatVersion: text(), toolVersion: text() },
  });
}

describe('the comment', () => {
  it('begins with its marker, then the verdict in one line', () => {
    const lines = render(aReview({ verdict: 'danger' })).split('\n');
    expect(lines[0]).toBe('<!-- cdktf-kafka plan-review: prod-logging -->');
    expect(lines[2]).toBe('## 🛑 Danger: `prod-logging` stops no host; no data touched');
  });

  it('has the same marker for the same stack only, and none that ends early', () => {
    expect(commentMarker('a--> b')).toBe('<!-- cdktf-kafka plan-review: a%2D-%3E%20b -->');
    expect(commentMarker('prod')).not.toBe(commentMarker('prod-2'));
  });

  it('shows a change alike on a hundred hosts once', () => {
    const configuration = Array.from({ length: 100 }, (_, index) => {
      const host = `broker-${index + 1}`;
      return aConfigurationChange({
        hosts: [host],
        before: `broker.id=${index + 1}\nnum.io.threads=8\n`,
        after: `broker.id=${index + 1}\nnum.io.threads=16\n`,
      });
    });
    const comment = render(aReview({ configuration }));
    expect(comment.match(/<details>/g)).toHaveLength(1);
    expect(comment).toContain('broker-1 to broker-100');
  });
});

describe('whatever the texts of a plan', () => {
  it('the document has the same structure', () => {
    const expected = outlineOf(markdownPage(render(reviewOf(['plain words']))));
    fc.assert(
      fc.property(fc.array(deceit, { minLength: 1, maxLength: 25 }), (texts) => {
        const page = markdownPage(render(reviewOf(texts.map((text) => text.trim() || 'blank'))));
        expect(outlineOf(page)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('nothing outside code could be a mention, a reference, an address or a command', () => {
    fc.assert(
      fc.property(fc.array(deceit, { minLength: 1, maxLength: 25 }), (texts) => {
        const prose = proseOf(markdownPage(render(reviewOf(texts))));
        expect(prose).not.toMatch(
          /[*_`[\]<>\\|@#$~^&]|!\w|\b[0-9a-f]{7,}\b|\w\/|\/\w|www\.|:\w|gh-\d/i,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('a digest of a commit is code also beside a letter of another script', () => {
    const prose = proseOf(markdownPage(render(reviewOf(['deadbeefcafe\u{268d2}', 'to abcdef12']))));
    expect(prose).not.toMatch(/deadbeef|abcdef12/);
  });

  it('nothing in it is unseen, and no line begins with a slash', () => {
    fc.assert(
      fc.property(fc.array(deceit, { minLength: 1, maxLength: 25 }), (texts) => {
        const comment = render(reviewOf(texts)).replaceAll('⚠️', '');
        expect(comment).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/u);
        expect(comment).not.toMatch(/^\//m);
        expect(comment).not.toMatch(/\p{Cs}/u);
        // GitHub's own parser knows no longer ones; in HTML they mean nothing.
        expect(comment.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/`{21}/);
      }),
      { numRuns: 150 },
    );
  });

  it('what a reader sees of a text is the text', () => {
    const page = markdownPage(
      render(aReview({ findings: [aFinding({ what: 'The `rack` of a|b\\|c <x> *y* &amp; #1' })] })),
    );
    expect(textOf(page)).toContain('The rack of a|b\\|c <x> *y* &amp; #1');
  });
});

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

describe('a comment that would be too long', () => {
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
    const comment = render(aReview({ findings: dangers(5_000) }));
    const shown = count(comment, /^### 🛑/gm);
    expect(shown).toBeGreaterThan(1_000);
    expect(comment).toContain(`${(5_000 - shown).toLocaleString('en')} findings, the reasons of`);
  });

  it('a diff in part says how many lines are missing, and the sum is right', () => {
    const comment = render(aReview({ userData: diffs(3, 10_000) }));
    const missing = [...comment.matchAll(/^… ([\d,]+) more lines$/gm)];
    const sum = missing.reduce(
      (total, [, number]) => total + Number(number!.replaceAll(',', '')),
      0,
    );
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
      fc.tuple(item, fc.integer({ min: 0, max: 120 })).map(([one, size]) => times(size, () => one));
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
      { numRuns: 15 },
    );
  });
});

const KNOWN = new Set(['comment', 'c', 'h2', 'h3', 'p', 'details']);
