import fc from '../../../support/fast-check';
import { compareRecords } from '../../../../scripts/smoke/topic/judge-read-back';
import type { PlacedRecord } from '../../../../scripts/smoke/topic/smoke-records';

const record = (offset: number, changes: Partial<PlacedRecord> = {}): PlacedRecord => ({
  offset: BigInt(offset),
  timestampMs: 0,
  key: Buffer.from(`key ${offset}`),
  value: Buffer.from(`value ${offset}`),
  headers: [[Buffer.from('name'), Buffer.from(`content ${offset}`)]],
  ...changes,
});
const produced = [0, 1, 2, 3].map((offset) => record(offset));
const changed = (offset: number, changes: Partial<PlacedRecord>) =>
  produced.map((each, at) => (at === offset ? record(offset, changes) : each));

test.each<[string, readonly PlacedRecord[], string | undefined]>([
  ['the same', produced.map((each) => ({ ...each })), undefined],
  ['other timestamps', changed(1, { timestampMs: 7 }), undefined],
  ['nothing', [], '4 of 4 records lost (offsets 0 to 3)'],
  ['all but the first', produced.slice(1), '1 of 4 records lost (offset 0)'],
  ['all but the last', produced.slice(0, 3), '1 of 4 records lost (offset 3)'],
  ['a hole', [record(0), record(3)], '2 of 4 records lost (offsets 1 to 2)'],
  ['one too many', [...produced, record(4)], 'records that nobody produced (offset 4)'],
  ['one twice', [...produced, record(3)], '1 read twice'],
  ['two swapped', [0, 2, 1, 3].map((at) => record(at)), 'offset 2 out of order'],
  [
    'contents swapped',
    [record(0), { ...record(2), offset: 1n }, { ...record(1), offset: 2n }, record(3)],
    'offset 1 holds the record produced as offset 2',
  ],
  ['another key', changed(2, { key: Buffer.from('?') }), 'key changed at offset 2'],
  ['no key', changed(2, { key: null }), 'key changed at offset 2'],
  ['an empty value for none', changed(0, { value: null }), 'value changed at offset 0'],
  ['a value cut short', changed(3, { value: Buffer.from('value') }), 'value changed at offset 3'],
  ['no headers', changed(1, { headers: [] }), 'headers changed at offset 1'],
  [
    'another header',
    changed(1, { headers: [[Buffer.from('name'), Buffer.from('?')]] }),
    'headers changed at offset 1',
  ],
])('%s', (_, consumed, difference) => {
  expect(compareRecords(produced, consumed)).toBe(difference);
});

test('a null value and an empty one are told apart, both ways', () => {
  const none = [record(0, { value: null })];
  const empty = [record(0, { value: Buffer.alloc(0) })];
  expect(compareRecords(none, empty)).toBeDefined();
  expect(compareRecords(empty, none)).toBeDefined();
  expect(compareRecords(none, none)).toBeUndefined();
});

test('any one byte changed, record left out, or pair swapped is noticed', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((array) => Buffer.from(array));
  const distinct = fc.uniqueArray(bytes, { minLength: 2, maxLength: 8, selector: String });
  fc.assert(
    fc.property(distinct, fc.nat(), fc.nat(), (values, recordAt, byteAt) => {
      const originals = values.map((value, at) => record(at, { key: null, headers: [], value }));
      const at = recordAt % values.length;
      const flipped = Buffer.from(values[at]!);
      flipped[byteAt % flipped.length]! ^= 1;
      const withFlip = originals.map((each, index) =>
        index === at ? { ...each, value: flipped } : each,
      );
      const swapped = originals.map((each, index) => ({
        ...each,
        value: values[(index + 1) % values.length]!,
      }));
      expect(compareRecords(originals, originals)).toBeUndefined();
      expect(compareRecords(originals, withFlip)).toBeDefined();
      expect(compareRecords(originals, swapped)).toBeDefined();
      expect(compareRecords(originals, originals.toSpliced(at, 1))).toBeDefined();
    }),
  );
});
