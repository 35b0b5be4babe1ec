import fc from '../support/fast-check';
import { cutText, cutWords, visibleLine, visibleText } from '../../cluster/visible-text';

it.each([
  ['\u001b[31mred', '⟨U+001B⟩[31mred'],
  ['a\u202Eexe', 'a⟨U+202E⟩exe'],
  ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
  ['\ud800', '⟨U+D800⟩'],
  ['\u{E0041}', '⟨U+E0041⟩'],
  ['tab\tand\nline', 'tab\tand\nline'],
  ['ärger → ≥ 日本 🦊', 'ärger → ≥ 日本 🦊'],
])('%j is shown as %j', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

it('a line has single blanks for all that is blank', () => {
  expect(visibleLine('  a\r\n\tb\u2028c\u00A0d ')).toBe('a b c d');
});

it('cuts between characters and says how much is missing', () => {
  expect(cutText('abcdef', 6)).toBe('abcdef');
  expect(cutText('abcdef', 4)).toBe('abcd… (2 more characters)');
  expect(cutText('abc🦊', 4)).toBe('abc… (2 more characters)');
});

it('cuts words that nobody reads, and leaves sentences as they are', () => {
  const long = `Changes ${'k'.repeat(3_000)} on broker 1.`;
  expect(cutWords(long)).toBe(`Changes ${'k'.repeat(200)}… (2,800 more characters) on broker 1.`);
  const sentence = 'Changes it on broker 1. '.repeat(50);
  expect(cutWords(sentence)).toBe(sentence);
});

it('nothing unseen is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u);
    }),
  );
});
