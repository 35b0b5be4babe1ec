import { styleText } from 'node:util';
import Table from 'cli-table3';
import stringWidth from 'string-width';
import { wrapText, leastWidth } from './wrap-text';

export interface TableOptions {
  /** Columns of the terminal; infinite where it is none: then every row is one line. */
  readonly width: number;
  /** Columns of numbers. */
  readonly rightAligned?: readonly number[];
}

type Row = readonly string[];

/** Blanks between two columns. */
const GAP = 2;

/**
 * A plain table: a header row, then the rows, columns aligned by their widest cell. Where it is too
 * wide for the terminal, cells are broken between words; where it still is, each row stands as a
 * block, a line for each of its cells.
 */
export function table(header: Row, rows: readonly Row[], options: TableOptions): string {
  const all = header.length > 0 ? [header, ...rows] : rows;
  const widths = fitColumns(all, options.width - GAP * (all[0]!.length - 1));
  const drawn = widths ? grid(header, rows, { ...options, widths }) : stack(header, rows, options);
  return drawn.replaceAll(/ +$/gm, '');
}

function grid(
  header: Row,
  rows: readonly Row[],
  { widths, rightAligned }: TableOptions & { readonly widths: readonly number[] },
): string {
  const fitted = (row: Row) => row.map((cell, column) => wrapText(cell, widths[column]!, ''));
  const drawn = new Table({
    head: fitted(header).map((cell) => styleText('bold', cell)),
    colAligns: widths.map((_, column) => (rightAligned?.includes(column) ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    chars: BORDERLESS,
  });
  drawn.push(...rows.map((row) => [...fitted(row)]));
  return drawn.toString();
}

/** The first cell of each row as a heading, each other one with its title in front of it. */
function stack([, ...titles]: Row, rows: readonly Row[], { width }: TableOptions): string {
  const longest = Math.max(0, ...titles.map(stringWidth));
  const indent = GAP + (longest > 0 ? longest + GAP : 0);
  const pair = (title: string, cell: string) => {
    const start = `${' '.repeat(GAP)}${styleText('dim', title)}`;
    const padding = ' '.repeat(indent - GAP - stringWidth(title));
    const lines = wrapText(cell, width - indent, '').split('\n');
    return `${start}${padding}${lines.join(`\n${' '.repeat(indent)}`)}`;
  };
  const block = ([heading = '', ...cells]: Row) => [
    heading,
    ...cells.flatMap((cell, column) => (cell === '' ? [] : pair(titles[column] ?? '', cell))),
  ];
  return rows.flatMap(block).join('\n');
}

const BORDERLESS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '' },
  ...{ right: '', 'right-mid': '', middle: '' },
};

/** Lines shorter than this are no pleasure to read. */
const NARROWEST = 12;

/**
 * How wide each column of a table is, so that all of them fit: the widest give way, down to their
 * longest word. The first, which names the row, stays as it is.
 *
 * @param room the columns of the terminal that are left for cells
 * @returns undefined where they don't fit side by side
 */
function fitColumns(
  rows: readonly (readonly string[])[],
  room: number,
): readonly number[] | undefined {
  const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) =>
    rows.map((row) => row[column] ?? ''),
  );
  const widths = columns.map((cells) => Math.max(...cells.map(stringWidth)));
  const least = columns.map((cells, column) =>
    column === 0
      ? widths[0]!
      : Math.max(Math.min(widths[column]!, NARROWEST), ...cells.map(leastWidth)),
  );
  let excess = sum(widths) - room;
  while (excess > 0) {
    const widest = Math.max(...widths.filter((width, column) => width > least[column]!));
    if (widest < 0) return undefined;
    const column = widths.findIndex((width, index) => width === widest && width > least[index]!);
    widths[column]! -= 1;
    excess -= 1;
  }
  return widths;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
