import { applyPatch } from 'diff';
import fc from '../../../support/fast-check';
import {
  changedLines,
  diffTexts,
  readableDiff,
} from '../../../../scripts/plan-review/output/text-diff';

const lines = (count: number, of: (line: number) => string) =>
  Array.from({ length: count }, (_, line) => `${of(line)}\n`).join('');

/** A text of few different lines, so that two of them have much in common. */
const text = fc
  .tuple(fc.array(fc.constantFrom('', 'a', 'b', 'c', ' d', '\\'), { maxLength: 30 }), fc.boolean())
  .map(([parts, ends]) => parts.join('\n') + (ends ? '\n' : ''));

it('of texts that are alike there is no diff', () => {
  expect(diffTexts('a\n', 'a\n')).toEqual({ lines: [], added: 0, removed: 0 });
  expect(diffTexts(undefined, undefined).lines).toEqual([]);
});

it('shows three lines around what differs', () => {
  const before = lines(20, String);
  expect(diffTexts(before, before.replace('10\n', 'ten\n'))).toEqual({
    lines: ['@@ -8,7 +8,7 @@', ' 7', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', ' 13'],
    added: 1,
    removed: 1,
  });
});

it('a text that comes is added, and one that goes is removed, line by line', () => {
  expect(diffTexts(undefined, 'a\nb\n').lines).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b']);
  expect(diffTexts('a\nb', undefined).lines).toEqual([
    '@@ -1,2 +0,0 @@',
    '-a',
    '-b',
    '\\ No newline at end of file',
  ]);
});

it('leads from the one text to the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      const patch = `--- a\n+++ b\n${diffTexts(before, after).lines.join('\n')}\n`;
      expect(applyPatch(before, patch)).toBe(after);
    }),
  );
});

it('of texts that have hardly a line in common, shows all between the first and the last difference', () => {
  const before = `first\nsecond\n${lines(1_000, (line) => `old ${line}`)}last\n`;
  const after = `first\nsecond\n${lines(900, (line) => `new ${line}`)}last\n`;
  const diff = diffTexts(before, after);
  expect([diff.added, diff.removed, diff.lines.length]).toEqual([900, 1_000, 1_904]);
  expect(diff.lines.slice(0, 4)).toEqual(['@@ -1,1003 +1,903 @@', ' first', ' second', '-old 0']);
  expect(applyPatch(before, `--- a\n+++ b\n${diff.lines.join('\n')}\n`)).toBe(after);
});

it('for a reader, breaks long lines so that only what differs in them shows', () => {
  const list = Array.from({ length: 100 }, (_, index) => `entry-${index}`);
  const after = list.with(50, 'other').join(',');
  expect(changedLines(readableDiff(list.join(','), after, 80))).toEqual([
    '-entry-50,↩',
    '+other,↩',
  ]);
});
