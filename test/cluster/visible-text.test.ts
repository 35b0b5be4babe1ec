import fc from '../support/fast-check';
import { cutText, cutWords, visibleLine, visibleText } from '../../cluster/visible-text';

it.each([
  ['\u001b[31mred', '⟨U+001B⟩[31mred'],
  ['a\u202Eexe', 'a⟨U+202E⟩exe'],
  ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
  ['\ud800', '⟨U+D800⟩'],
  ['\u{E0041}', '⟨U+E0041⟩'],
  ['\u3164', '⟨U+3164⟩'],
  ['a\u034Fb\uFE0F', 'a⟨U+034F⟩b⟨U+FE0F⟩'],
  ['\u115F\u1160\uFFA0\u17B4', '⟨U+115F⟩⟨U+1160⟩⟨U+FFA0⟩⟨U+17B4⟩'],
  ['\u2800', '⟨U+2800⟩'],
  ['a\u00A0b\u3000c', 'a⟨U+00A0⟩b⟨U+3000⟩c'],
  ['\uE000\uFFFF', '⟨U+E000⟩⟨U+FFFF⟩'],
  ['::error::x', ':⟨:⟩error::x'],
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
      expect(visibleText(text)).not.toMatch(UNSEEN);
    }),
  );
});

it('nothing that Unicode says is unseen is shown as it is, by whichever property', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (!UNSEEN.test(character)) continue;
    const named = `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    if (visibleText(character) !== named) throw new Error(`${named} is shown as it is`);
  }
});

const UNSEEN =
  /(?![ \n\t])[\p{C}\p{Z}\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Join_Control}\p{Variation_Selector}\p{Noncharacter_Code_Point}]/u;
