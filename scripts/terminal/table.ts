import { styleText } from 'node:util';
import Table from 'cli-table3';

/** Marks of a line of output. Colour goes away by itself where the output is no terminal. */
export const mark = {
  good: () => styleText('green', '✔'),
  bad: () => styleText('red', '✖'),
  warning: () => styleText('yellow', '▲'),
} as const;

/** A plain table: a header row, then one row a line, columns aligned by their widest cell. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  options: { readonly rightAligned?: readonly number[] } = {},
): string {
  const aligned = header.map((_, column) =>
    options.rightAligned?.includes(column) ? 'right' : 'left',
  );
  const grid = new Table({
    head: header.map((cell) => styleText('bold', cell)),
    colAligns: aligned,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: BORDERLESS,
  });
  grid.push(...rows.map((row) => [...row]));
  return grid.toString();
}

const BORDERLESS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: '' },
};
