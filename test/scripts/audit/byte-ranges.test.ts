import fc from 'fast-check';
import { ByteRanges } from '../../../scripts/audit/byte-ranges';

it('says what is missing, as a list of all bytes would', () => {
  const line = fc.integer({ min: 0, max: 19 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
      const [ranges, there] = [new ByteRanges(), new Set<number>()];
      // Lines of 5 bytes each, in any order.
      for (const at of lines) {
        expect(ranges.add(at * 5, at * 5 + 5)).toBe(!there.has(at));
        there.add(at);
      }
      const missing = ranges.missingIn(0, 100).flatMap(([from, to]) => bytes(from, to));
      expect(missing).toEqual(bytes(0, 100).filter((byte) => !there.has(Math.floor(byte / 5))));
    }),
  );
});

it('names each gap once, within what is asked for', () => {
  const ranges = new ByteRanges();
  for (const [from, to] of [
    [10, 20],
    [40, 50],
    [20, 30],
  ] as const) {
    ranges.add(from, to);
  }
  expect(ranges.missingIn(0, 60)).toEqual([
    [0, 10],
    [30, 40],
    [50, 60],
  ]);
  expect(ranges.missingIn(12, 45)).toEqual([[30, 40]]);
  expect(ranges.missingIn(12, 28)).toEqual([]);
});

function bytes(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
