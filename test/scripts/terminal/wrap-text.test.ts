import fc from '../../support/fast-check';
import { leastWidth, shortenText, wrapLines, wrapText } from '../../../scripts/terminal/wrap-text';

it('breaks at spaces and indents what follows', () => {
  expect(wrapText('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
});

it('leaves a word alone that is longer than a line', () => {
  expect(wrapText('a antidisestablishmentarianism b', 9, '')).toBe(
    'a\nantidisestablishmentarianism\nb',
  );
});

it('keeps every word, and every line within its width', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,10}$/), { minLength: 1 }), (words) => {
      const wrapped = wrapText(words.join(' '), 20, '  ');
      expect(wrapped.split(/\s+/)).toEqual(words);
      expect(wrapped.split('\n').every((line) => line.length <= 20)).toBe(true);
    }),
  );
});

it('keeps a number with its unit', () => {
  expect(wrapText('holds 1.73 TB of 2,500 GiB in (8.5 h) here', 12, '').split('\n')).toEqual([
    'holds',
    '1.73 TB of',
    '2,500 GiB in',
    '(8.5 h) here',
  ]);
});

it('keeps a command in one piece where a line can hold it', () => {
  const text = 'Start it with `tool up --name a`, and wait.';
  expect(wrapText(text, 26, '  ').split('\n')).toEqual([
    'Start it with',
    '  `tool up --name a`, and',
    '  wait.',
  ]);
  expect(wrapText(text, 14, '').split('\n')).toContain('`tool up');
});

it('keeps what a line is indented by, and hangs items behind their mark', () => {
  expect(wrapLines('one two three\n  one two three\n  - one two three', 10)).toBe(
    'one two\n  three\n  one two\n  three\n  - one\n    two\n    three',
  );
});

it('hangs a text behind its label', () => {
  expect(wrapLines('Is kept    72 hours, 3 replicas', 22)).toBe(
    'Is kept    72 hours,\n           3 replicas',
  );
});

it('is not wider than a hundred columns on a wide terminal, and one line where there is none', () => {
  const text = 'word '.repeat(60).trim();
  const wide = wrapLines(text, 250).split('\n');
  expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(wrapLines(text, Infinity)).toBe(text);
});

it('counts colours as nothing', () => {
  const text = '\u001b[31mone\u001b[39m two';
  expect(wrapText(text, 7, '')).toBe(text);
});

it.each([
  ['one two three', 13, 'one two three'],
  ['one two three', 12, 'one two …'],
  ['takes 12 min more', 10, 'takes …'],
  ['antidisestablishmentarianism', 5, 'anti…'],
])('shortens %j to %i columns between words', (text, width, shortened) => {
  expect(shortenText(text, width)).toBe(shortened);
});

it('needs the room of the longest part that is never broken', () => {
  expect(leastWidth('up to 2,500 GiB of it')).toBe('2,500 GiB'.length);
  expect(leastWidth('')).toBe(0);
});
