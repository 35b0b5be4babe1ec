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
  const sorted = [...values].sort((a, b) => a - b);
  const format = (value: number | undefined) =>
    (value ?? NaN).toLocaleString('en', { maximumFractionDigits: digits });
  const median = format(sorted[Math.floor(sorted.length / 2)]);
  return sorted.length === 1 ? median : `${median} (${format(sorted[0])}-${format(sorted.at(-1))})`;
}
