import stringWidth from 'string-width';
import { leastWidth } from './wrap-text';

/** Lines shorter than this are no pleasure to read. */
const NARROWEST = 12;

/**
 * How wide each column of a table is, so that all of them fit: the widest give way, down to their
 * longest word. The first, which names the row, stays as it is.
 *
 * @param room the columns of the terminal that are left for cells
 * @returns undefined where they don't fit side by side
 */
export function fitColumns(
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
