import fc from '../../support/fast-check';
import { base64Runs } from '../../../scripts/masking/base64-runs';

const found = (text: string) => base64Runs(text).map(({ start, end }) => text.slice(start, end));
const long = 'QUJD'.repeat(19);
const short = 'QUJD'.repeat(5);
const far = ' '.repeat(64);

it.each([
  ['one among other words', `key: ${short}== end`, [`${short}==`]],
  ['none that is too short', 'QUJD'.repeat(4), []],
  ['two in one line', `${short} ${long}`, [short, long]],
  ['one over lines', `${long}\n${long}\r\n${short}=\n`, [`${long}\n${long}\r\n${short}=`]],
  ['one that is indented', `a:\n  ${long}\n  ${short}`, [`  ${long}\n  ${short}`]],
  ['lines apart where the first has other words', `a: ${long}\n${short}`, [long, short]],
  ['lines apart where the first is short', `${short}\n${long}`, [short, long]],
  ['lines apart where the first ends', `${long}=\n${short}`, [`${long}=`, short]],
  ['one whose next line is indented far', `${long}\n${far}${short}`, [`${long}\n${far}${short}`]],
  ['lines apart where the next one is indented further', `${long}\n ${far}${short}`, [long, short]],
  ['lines apart where a blank line parts them', `${long}\n\n${short}`, [long, short]],
])('finds %s', (_, text, runs) => {
  expect(found(text)).toEqual(runs);
});

/** What it is to find, as a pattern, which has room for short texts alone. */
const PATTERN =
  /(?:(?<=^|\n)(?:[ \t]{0,64}[A-Za-z0-9+/]{60,}\r?\n){1,}[ \t]{0,64})?[A-Za-z0-9+/]{20,}={0,2}/g;

it('finds what a pattern does, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(long, short, 'QUJD', '\n', '\r\n', ' ', '\t', '=', '==', '-', ' '.repeat(65)),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(found(text)).toEqual([...text.matchAll(PATTERN)].map(([run]) => run));
    }),
    { numRuns: 5_000 },
  );
});

it('has room for a line of any length', () => {
  const text = 'key'.repeat(10_000_000);
  expect(base64Runs(text)).toEqual([{ start: 0, end: text.length }]);
});
