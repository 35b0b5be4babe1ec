import fc from '../../support/fast-check';
import { Utf8Text } from '../../../scripts/terraform-plan/utf8-text';

const ENCODED = [
  (text: string) => Buffer.from(text),
  (text: string) => Buffer.from(`\ufeff${text}`),
  (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text: string) => Buffer.from(text, 'utf16le').swap16(),
];

it('gives the same text however it is encoded, and wherever it is cut', () => {
  const text = fc.string({ unit: 'grapheme' }).map((inner) => `{"${inner}`);
  const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  fc.assert(
    fc.property(text, fc.constantFrom(...ENCODED), cuts, (words, encode, sizes) => {
      const bytes = encode(words);
      const utf8 = new Utf8Text('plan.json');
      const pieces: Buffer[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const end = at + sizes[turn % sizes.length]!;
        pieces.push(utf8.push(bytes.subarray(at, end)));
        at = end;
      }
      expect(Buffer.concat([...pieces, utf8.end()]).toString()).toBe(words);
    }),
  );
});
