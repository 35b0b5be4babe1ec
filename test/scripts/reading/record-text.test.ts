import { jsonText, parseFormat } from '../../../scripts/reading/record-text';
import { batchFrom, recordsIn, type WrittenLine } from '../../support/written-records';

function recordOf(line: Partial<WrittenLine>) {
  const batch = batchFrom(7, [{ text: 'GET /', atMs: Date.UTC(2026, 10, 27), ...line }]);
  return recordsIn(batch, { topic: 'app', partition: 3 })[0]!;
}

it('has all of a record as JSON', () =>
  expect(JSON.parse(jsonText(recordOf({ host: 'web-1', file: '/a' })))).toEqual({
    ...{ topic: 'app', partition: 3, offset: 7, timestamp: '2026-11-27T00:00:00.000Z' },
    ...{ key: null, value: 'GET /', headers: { host: 'web-1', file: '/a' } },
  }));

it('has nothing in JSON that a terminal would obey or hide, and the same value all the same', () => {
  const text = 'a\u001b[2J\u009b\u202eb🐎\u{e0001}';
  const json = jsonText(recordOf({ text }));
  expect(json).toMatch(/^[\x20-\x7e🐎]*$/u);
  expect(JSON.parse(json)).toHaveProperty('value', text);
});

it.each([
  ['the time of a record that has none', -1, null, ''],
  ['a time that no date has', 8.64e15 + 1, 8.64e15 + 1, '8640000000000001'],
  ['a time before 1970', -2, '1969-12-31T23:59:59.998Z', '1969-12-31T23:59:59.998Z'],
])('prints %s', (_, atMs, inJson, inText) => {
  const record = recordOf({ atMs });
  expect(JSON.parse(jsonText(record))).toHaveProperty('timestamp', inJson);
  expect(parseFormat('{time}')(record).toString()).toBe(inText);
});

it('prints a record by a format', () =>
  expect(
    parseFormat('{time}\\t{topic}-{partition}@{offset} {host}:{file} {header:host} {value}')(
      recordOf({ host: 'web-1', file: '/a' }),
    ).toString(),
  ).toBe('2026-11-27T00:00:00.000Z\tapp-3@7 web-1:/a web-1 GET /'));

it.each(['{line}', '{header:}', '{}', '{constructor}'])('refuses %s in a format', (part) =>
  expect(() => parseFormat(`${part} {value}`)).toThrow(
    `in braces, got '${part}'. Name one of them.`,
  ),
);
