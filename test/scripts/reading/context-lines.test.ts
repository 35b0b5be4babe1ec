import { ContextLines, type RecordGroup } from '../../../scripts/reading/context-lines';
import { batchFrom, recordsIn, type WrittenLine } from '../../support/written-records';

/** Groups as texts; what stands beside a match is in brackets. */
function groupsOf(
  lines: readonly WrittenLine[],
  context: { readonly before: number; readonly after: number },
): readonly string[] {
  const contextLines = new ContextLines(context);
  const records = recordsIn(batchFrom(0, lines), { topic: 'app', partition: 0 });
  const whole = records.flatMap((record) => {
    const group = contextLines.take(record, record.valueText.includes('ERROR'));
    return group ? [group] : [];
  });
  return [...whole, ...contextLines.flush()].map(textOf);
}

const textOf = (group: RecordGroup) =>
  group
    .map(({ record, isMatch }) => (isMatch ? record.valueText : `(${record.valueText})`))
    .join(' ');

const on = (host: string, ...texts: readonly string[]): readonly WrittenLine[] =>
  texts.map((text) => ({ text, host, file: '/var/log/app.log', atMs: 1 }));

it('has lines of the same host and file, whatever other hosts wrote between', () => {
  const lines = [
    ...on('a', 'a1'),
    ...on('b', 'b1'),
    ...on('a', 'ERROR'),
    ...on('b', 'b2'),
    ...on('a', 'a2'),
  ];
  expect(groupsOf(lines, { before: 1, after: 1 })).toEqual(['(a1) ERROR (a2)']);
});

it('shows no line twice where matches are near each other', () => {
  const lines = on('a', '1', 'ERROR 2', '3', 'ERROR 4', '5', '6', '7');
  expect(groupsOf(lines, { before: 2, after: 2 })).toEqual(['(1) ERROR 2 (3) ERROR 4 (5) (6)']);
});

it('shows what there is where fewer lines come', () => {
  expect(groupsOf(on('a', 'ERROR', '1'), { before: 3, after: 3 })).toEqual(['ERROR (1)']);
});

it('takes a partition for one file where records do not say whose they are', () => {
  const lines = ['1', 'ERROR', '2'].map((text) => ({ text, atMs: 1 }));
  expect(groupsOf(lines, { before: 1, after: 1 })).toEqual(['(1) ERROR (2)']);
});
