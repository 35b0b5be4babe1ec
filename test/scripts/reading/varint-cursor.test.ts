import { VarintCursor } from '../../../scripts/reading/varint-cursor';
import fc from '../../support/fast-check';

/** As the format's description has it: zigzag, then seven bits a byte, the lowest first. */
function encode(value: number): readonly number[] {
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

it('reads numbers of any length, one after the other', () => {
  const number = fc.oneof(
    fc.integer(),
    fc.integer({ min: -200, max: 200 }),
    fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
  );
  fc.assert(
    fc.property(fc.array(number), (numbers) => {
      const cursor = new VarintCursor(Buffer.from(numbers.flatMap(encode)));
      expect(numbers.map(() => cursor.next())).toEqual(numbers.map((each) => each));
    }),
  );
});
