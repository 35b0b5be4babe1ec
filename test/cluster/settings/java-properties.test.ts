import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from '../../support/fast-check';
import { formatPropertyValue, parseProperties } from '../../../cluster/settings/java-properties';
import { readByJudge } from '../../support/judges/host-files-judge';

const AWKWARD = [
  '',
  ' leading and trailing ',
  'back\\slash',
  'C:\\u0041',
  'tab\tand\nline\r\nbreaks',
  'a=b:c',
  '# no comment',
  'umlaut ä, emoji 🙂',
  '\u0000\u007f',
];

it.each([
  ['plain,value', 'plain,value'],
  [' a', '\\ a'],
  ['a\\b', 'a\\\\b'],
  ['ä', '\\u00e4'],
])('writes %j as %s', (value, written) => {
  expect(formatPropertyValue(value)).toBe(written);
});

it('reads back whatever it has written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const text = `key=${formatPropertyValue(value)}\n`;
      expect(parseProperties(text)).toEqual(new Map([['key', value]]));
    }),
  );
});

it('skips comments and blank lines', () => {
  expect(parseProperties('# a=b\n\nkey=value\n')).toEqual(new Map([['key', 'value']]));
});

it.each([
  ['blanks around the separator', '  num.io.threads = 8', 'num.io.threads', '8'],
  ['a colon', 'log.dirs:/a', 'log.dirs', '/a'],
  ['a blank for a separator', 'broker.id 3', 'broker.id', '3'],
  ['no value', 'empty=', 'empty', ''],
  ['no separator', 'empty', 'empty', ''],
  ['a line that goes on', 'log.dirs=/a,\\\r\n   /b', 'log.dirs', '/a,/b'],
  ['what looks like a comment where a line goes on', 'a=b\\\n  #c', 'a', 'b#c'],
  ['a backslash at the end that is one', 'a=b\\\\\n', 'a', 'b\\'],
  ['a separator in the key', 'a\\=b\\:c=d', 'a=b:c', 'd'],
])('reads %s', (_, text, key, value) => {
  expect(parseProperties(`# a\\\n! b\n${text}\n`)).toEqual(new Map([[key, value]]));
});

it('Java reads what was meant, however awkward', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'properties-'));
  try {
    const values = [...AWKWARD, ...fc.sample(fc.string({ unit: 'binary' }), 200)];
    const path = join(folder, 'file.properties');
    const lines = values.map((value, index) => `key${index}=${formatPropertyValue(value)}`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    const [reading] = await readByJudge([{ kind: 'properties', path }]);
    expect(values.map((_, index) => reading![`key${index}`])).toEqual(values);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
