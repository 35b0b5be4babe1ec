import { stripVTControlCharacters } from 'node:util';
import fc from '../../support/fast-check';
import { table } from '../../../scripts/terminal/table';

const draw = (...args: Parameters<typeof table>): readonly string[] =>
  stripVTControlCharacters(table(...args)).split('\n');

const HEADER = ['  Check', 'Evidence', 'Time'];
const ROWS = [
  ['+ round-trip', '3 records of 1.73 TB were read back from each of the brokers', '61 ms'],
  ['+ quorum', 'one leads', '2.3 s'],
];

it('is a line a row where there is no terminal, however long', () => {
  expect(draw(HEADER, ROWS, { width: Infinity, rightAligned: [2] })).toEqual([
    '  Check       Evidence                                                       Time',
    '+ round-trip  3 records of 1.73 TB were read back from each of the brokers  61 ms',
    '+ quorum      one leads                                                     2.3 s',
  ]);
});

it('breaks the widest column between words, and no number from its unit', () => {
  expect(draw(HEADER, ROWS, { width: 42, rightAligned: [2] })).toEqual([
    '  Check       Evidence               Time',
    '+ round-trip  3 records of 1.73 TB  61 ms',
    '              were read back from',
    '              each of the brokers',
    '+ quorum      one leads             2.3 s',
  ]);
});

it('stacks the cells of a row where the columns have no room beside each other', () => {
  expect(draw(HEADER, ROWS, { width: 30 })).toEqual([
    '+ round-trip',
    '  Evidence  3 records of',
    '            1.73 TB were read',
    '            back from each of',
    '            the brokers',
    '  Time      61 ms',
    '+ quorum',
    '  Evidence  one leads',
    '  Time      2.3 s',
  ]);
});

it('stacks without titles where it has no header', () => {
  const rows = [
    ['Bootstrap servers', '127.0.0.1:9092,127.0.0.1:9192'],
    ['Files', '/home/me/clusters/local'],
  ];
  expect(draw([], rows, { width: 40 })).toEqual([
    'Bootstrap servers',
    '  127.0.0.1:9092,127.0.0.1:9192',
    'Files',
    '  /home/me/clusters/local',
  ]);
});

it('leaves empty cells out of a stack', () => {
  expect(draw(['Host', 'PID'], [['a-very-long-name', '']], { width: 10 })).toEqual([
    'a-very-long-name',
  ]);
});

it('counts what is seen: no colour, and wide characters twice', () => {
  const rows = [['\u001b[32m古古\u001b[39m', 'x']];
  expect(draw(['Name', 'B'], rows, { width: 7 })).toEqual(['Name  B', '古古  x']);
});

it('is never wider than the terminal, and has every word, whatever is in it', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const cell = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
  const rows = fc.array(fc.tuple(word, cell, cell, cell), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 30, max: 120 }), (rows, width) => {
      const lines = draw(['A', 'B', 'C', 'D'], rows, { width });
      expect(lines.filter((line) => line.length > width)).toEqual([]);
      const words = (texts: readonly string[]) => texts.flatMap((text) => text.split(/\s+/)).sort();
      const titles = new Set(['A', 'B', 'C', 'D', '']);
      const shown = words(lines).filter((each) => !titles.has(each));
      expect(shown).toEqual(words(rows.flat()));
    }),
  );
});
