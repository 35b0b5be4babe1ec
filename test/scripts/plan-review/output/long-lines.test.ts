import fc from '../../../support/fast-check';
import { breakLongLines } from '../../../../scripts/plan-review/output/long-lines';

it('leaves lines alone that are not too long', () => {
  expect(breakLongLines('0123456789\na, b\n', 10)).toBe('0123456789\na, b\n');
});

it('breaks a long line behind commas, semicolons and blanks, wherever it is', () => {
  expect(breakLongLines('short\nalpha,beta;gamma delta\n', 12)).toBe(
    'short\nalpha,↩\nbeta;↩\ngamma ↩\ndelta\n',
  );
});

it('breaks at the width where there is nothing else to break at', () => {
  expect(breakLongLines('0123456789abc', 10)).toBe('012345678↩\n9abc');
});

it('does not break a character in two', () => {
  expect(breakLongLines('🦊'.repeat(6), 6)).toBe('🦊🦊↩\n🦊🦊↩\n🦊🦊');
});

it('no line is longer afterwards, and none of its characters is lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 4, max: 40 }),
      (text, width) => {
        fc.pre(!text.includes('↩'));
        const broken = breakLongLines(text, width);
        expect(Math.max(...broken.split('\n').map((line) => line.length))).toBeLessThanOrEqual(
          width,
        );
        expect(broken.replaceAll('↩\n', '')).toBe(text);
      },
    ),
  );
});
