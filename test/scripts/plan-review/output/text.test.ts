import { stripVTControlCharacters } from 'node:util';
import fc from '../../../support/fast-check';
import { renderText } from '../../../../scripts/plan-review/output/text';
import { glyphs } from '../../../../scripts/terminal/terminal';
import { deceit } from '../../../support/deceits';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../../support/review-builder';

const render: typeof renderText = (review, options) =>
  stripVTControlCharacters(renderText(review, options));

it('ends with the verdict, the stack and the headline', () => {
  expect(render(aReview({ verdict: 'care' }), outputOptions())).toBe(
    '▲ Needs care: prod-logging stops no host; no data touched',
  );
});

it('a terminal of ASCII gets ASCII marks', () => {
  const options = outputOptions({ terminal: { glyphs: glyphs({ LANG: 'C' }), width: 100 } });
  expect(render(aReview(), options)).toMatch(/^\+ Safe/);
});

it('a key shows both values, Kafka’s default and how it takes effect', () => {
  const text = render(
    aReview({
      configuration: [
        aConfigurationChange({
          keys: [aKeyChange(), { key: 'my.key', after: '1', update: 'unknown' }],
        }),
      ],
    }),
    outputOptions(),
  );
  expect(text).toContain('num.io.threads: 8 → 16 (Kafka’s default 8), dynamic');
  expect(text).toContain('my.key: not set → 1, unknown key');
});

it('no line of words is wider than a hundred columns', () => {
  const words = 'some words that go on and on '.repeat(20);
  const text = render(
    aReview({
      headline: words,
      findings: [
        aFinding({ what: words, why: words, remedy: words, addresses: Array(9).fill('a.b') }),
      ],
      configuration: [aConfigurationChange({ label: words, note: words, after: `${words}\n` })],
    }),
    outputOptions(),
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

it('a diff of many lines is cut, and it is said by how much', () => {
  const after = Array.from({ length: 5_000 }, (_, line) => `${line}\n`).join('');
  const text = render(aReview({ userData: [aTextChange({ before: '', after })] }), outputOptions());
  expect(text.split('\n').length).toBeLessThan(220);
  expect(text).toContain('… 4,801 more lines');
});

it('whatever the texts, nothing reaches the terminal but characters that are seen', () => {
  fc.assert(
    fc.property(deceit, (text) => {
      const shown = renderText(
        aReview({
          headline: text,
          findings: [
            aFinding({ rule: text, what: text, why: text, remedy: text, addresses: [text] }),
          ],
          configuration: [
            aConfigurationChange({
              ...{ label: text, hosts: [text], note: text, before: text, after: `${text}!` },
              keys: [aKeyChange({ key: text, before: text, after: text, default: text })],
            }),
          ],
          counts: [{ type: text, change: 'create', count: 1 }],
        }),
        outputOptions({ name: text }),
      );
      // Colours are ours: the parts of a finding are styled whether or not there is a terminal.
      expect(shown.replaceAll(/\u001b\[\d+m/g, '')).not.toMatch(/[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/u);
      expect(shown.replaceAll('⟨U+001B⟩', '')).not.toMatch(/\u001b(?!\[\d+m)/);
    }),
  );
});
