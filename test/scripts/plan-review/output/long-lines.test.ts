import fc from '../../../support/fast-check';
import { breakLongLines } from '../../../../scripts/plan-review/output/long-lines';

it('leaves lines alone that are not too long', () => {
  expect(breakLongLines('0123456789\na, b\n', 10)).toBe('0123456789\na, b\n');
});

it('breaks a long line behind commas and semicolons, wherever it is', () => {
  expect(breakLongLines('short\nalpha,beta;gamma delta\n', 14)).toBe(
    'short\nalpha,↩\nbeta;↩\ngamma delta\n',
  );
});

it('breaks a command before its options and operators, and not at every word', () => {
  expect(breakLongLines('run a thing --with=that -v || exit 1 && go on', 20)).toBe(
    'run a thing ↩\n--with=that ↩\n-v ↩\n|| exit 1 ↩\n&& go on',
  );
});

it('fills lines with words where there is no better place', () => {
  expect(breakLongLines('one two three four five six', 12)).toBe(
    'one two ↩\nthree four ↩\nfive six',
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
