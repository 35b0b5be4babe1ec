import { structuredPatch } from 'diff';
import { breakLongLines } from './long-lines';

/** A unified diff: what `diff -u` prints, without the names of the files. */
export interface TextDiff {
  /** From the first `@@` on; empty where nothing differs. */
  readonly lines: readonly string[];
  readonly added: number;
  readonly removed: number;
}

const CONTEXT_LINES = 3;

/**
 * Lines added and removed up to which the shortest diff is looked for: that takes time with the square
 * of their number. Of texts that differ more, everything between the first and the last difference is
 * shown as replaced.
 */
const MAX_EDITS = 200;

/** Characters of a text up to which that is tried at all. */
const MAX_CHARACTERS = 2_000_000;

/** Where a text is missing, all lines of the other are removed or added. */
export function diffTexts(before: string | undefined, after: string | undefined): TextDiff {
  if (before === after) return { lines: [], added: 0, removed: 0 };
  const lines =
    (before !== undefined && after !== undefined && shortest(before, after)) ||
    replacement(before ?? '', after ?? '');
  return {
    lines,
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  };
}

function shortest(before: string, after: string): readonly string[] | undefined {
  if (before.length + after.length > MAX_CHARACTERS) return undefined;
  const patch = structuredPatch('', '', before, after, undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS,
  });
  return patch?.hunks.flatMap((hunk) => [hunkHeader(hunk), ...hunk.lines]);
}

/** The same for a reader: no line is longer than `width`. What can't be seen in them is not named yet. */
export function readableDiff(
  before: string | undefined,
  after: string | undefined,
  width: number,
): TextDiff {
  const [one, other] = [before, after].map((text) => text && breakLongLines(text, width));
  return diffTexts(one, other);
}

/** The lines that differ, without where they stand: what is alike on hosts whose files are not. */
export function changedLines({ lines }: TextDiff): readonly string[] {
  return lines.filter((line) => line.startsWith('+') || line.startsWith('-'));
}

interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
}

/** The start of an empty side is the line before it, as in every unified diff. */
function hunkHeader({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  const range = (start: number, count: number) => {
    const first = count === 0 ? start - 1 : start;
    return count === 1 ? `${first}` : `${first},${count}`;
  };
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
}

/** One hunk that removes and adds all that is not alike at the start or at the end. */
function replacement(before: string, after: string): readonly string[] {
  const [one, other] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - CONTEXT_LINES);
  const end = one.length - tail;
  const trailing = one.slice(end, end + CONTEXT_LINES);
  const [removed, added] = [one.slice(head, end), other.slice(head, other.length - tail)];
  const around = head - start + trailing.length;
  return [
    hunkHeader({
      ...{ oldStart: start + 1, oldLines: removed.length + around },
      ...{ newStart: start + 1, newLines: added.length + around },
    }),
    ...marked(' ', one.slice(start, head)),
    ...marked('-', removed),
    ...marked('+', added),
    ...marked(' ', trailing),
  ];
}

/** Each line with its line feed, so that a last one that lacks it is another line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n')
      ? [`${mark}${line.slice(0, -1)}`]
      : [`${mark}${line}`, '\\ No newline at end of file'],
  );
}
