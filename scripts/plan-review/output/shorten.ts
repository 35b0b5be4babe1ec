/**
 * What a shortened document does not show: findings and changed texts of which nothing is shown, findings
 * without their reasons and remedies, changed keys that are in no table, diffs that are shown in part or
 * not at all, the lines of these, and tables of counts.
 */
export type LeftOut = Readonly<
  Record<'findings' | 'reasons' | 'texts' | 'keys' | 'diffs' | 'lines' | 'counts', number>
>;

export const NOTHING_LEFT_OUT: LeftOut = {
  ...{ findings: 0, reasons: 0, texts: 0, keys: 0, diffs: 0, lines: 0, counts: 0 },
};

/** One way to show a part of a document. */
export interface Form {
  /** Room is given by rank, the lowest first. */
  readonly rank: number;
  /** Written only when there may be room for it. */
  readonly write: () => string;
  /** UTF-8 bytes that it takes at the least. @default 0 */
  readonly leastBytes?: number;
  readonly leavesOut: LeftOut;
}

/** A part of a document, with its forms from the shortest to the longest. */
export interface Part {
  readonly forms: readonly Form[];
  /** Where no form fits. */
  readonly leavesOut: LeftOut;
}

/**
 * Chooses a form for each part so that all of them together take no more than `bytes`, each with two
 * bytes behind it. What is more important gets its room first: by rank, and within a rank by order.
 */
export function shorten(parts: readonly Part[], bytes: number) {
  const chosen = parts.map(({ leavesOut }) => ({ text: '', bytes: 0, leavesOut }));
  let room = bytes;
  for (const { form, index } of byRank(parts)) {
    const current = chosen[index]!;
    const available = room + current.bytes;
    if ((form.leastBytes ?? 0) > available) continue;
    const text = form.write();
    const taken = Buffer.byteLength(text) + SEPARATOR_BYTES;
    if (taken > available) continue;
    room = available - taken;
    chosen[index] = { text, bytes: taken, leavesOut: form.leavesOut };
  }
  return {
    texts: chosen.map(({ text }) => text).filter((text) => text !== ''),
    leftOut: chosen.map(({ leavesOut }) => leavesOut).reduce(sum, NOTHING_LEFT_OUT),
  };
}

const SEPARATOR_BYTES = 2;

function byRank(parts: readonly Part[]) {
  return parts
    .flatMap(({ forms }, index) => forms.map((form) => ({ form, index })))
    .sort((a, b) => a.form.rank - b.form.rank);
}

function sum(one: LeftOut, other: LeftOut): LeftOut {
  const sums = Object.entries(one).map(([what, count]) => [
    what,
    count + other[what as keyof LeftOut],
  ]);
  return Object.fromEntries(sums) as LeftOut;
}

/** `2 findings, 1 diff in part or whole (1,240 lines)`; empty where nothing is left out. */
export function describeLeftOut(leftOut: LeftOut): string {
  const { findings, reasons, texts, keys, diffs, lines, counts } = leftOut;
  return [
    counted(findings, 'finding'),
    reasons > 0 ? `the reasons of ${counted(reasons, 'finding')}` : '',
    counted(texts, 'changed text'),
    counted(keys, 'changed key'),
    diffs > 0 ? `${counted(lines, 'line')} of ${counted(diffs, 'diff')}` : '',
    counts > 0 ? 'the counts' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function counted(count: number, noun: string): string {
  if (count === 0) return '';
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
