import { median } from './statistics';

/** A table for docs/benchmarks.md. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The middle value, and how far the others stray: `12.3 (11.9-14.0)`. */
export function medianAndRange(values: readonly number[], digits = 1): string {
  const format = (value: number) => formatNumber(value, digits);
  const middle = format(median(values));
  if (values.length < 2) return middle;
  return `${middle} (${format(Math.min(...values))}-${format(Math.max(...values))})`;
}

/** `1,234.5`; a dash for what is no number. */
export function formatNumber(value: number, digits = 0): string {
  if (Number.isNaN(value)) return '-';
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** How the medians of two sides compare: `0.97`. */
export function ratioOf(ours: readonly number[], theirs: readonly number[]): string {
  const ratio = median(ours) / median(theirs);
  return Number.isNaN(ratio) ? '-' : ratio.toFixed(2);
}
