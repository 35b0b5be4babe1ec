import fc from 'fast-check';
import { wrapText } from '../../../scripts/terminal/wrap-text';

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
