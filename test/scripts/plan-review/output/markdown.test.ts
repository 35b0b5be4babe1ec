import fc from 'fast-check';
import { commentMarker, renderMarkdown } from '../../../../scripts/plan-review/output/markdown';
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
  renderMarkdown(review, outputOptions({ name }));

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
        const page = markdownPage(render(reviewOf(texts.map((text) => `${text}.`))));
        expect(outlineOf(page)).toEqual(expected);
      }),
      { numRuns: 300 },
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
      { numRuns: 300 },
    );
  });

  it('nothing in it is unseen, and no line begins with a slash', () => {
    fc.assert(
      fc.property(fc.array(deceit, { minLength: 1, maxLength: 25 }), (texts) => {
        const comment = render(reviewOf(texts)).replaceAll('⚠️', '');
        expect(comment).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/u);
        expect(comment).not.toMatch(/^\//m);
        expect(comment).not.toMatch(/\p{Cs}/u);
      }),
      { numRuns: 300 },
    );
  });

  it('what a reader sees of a text is the text', () => {
    const page = markdownPage(
      render(aReview({ findings: [aFinding({ what: 'The `rack` of a|b\\|c <x> *y* &amp; #1' })] })),
    );
    expect(textOf(page)).toContain('The rack of a|b\\|c <x> *y* &amp; #1');
  });
});
