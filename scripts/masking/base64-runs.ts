import type { SecretSpan } from './text-pieces';

const SHORTEST = 20;
/** Of a line that may go on in the next one. */
const SHORTEST_LINE = 60;
const MOST_BLANKS = 64;
const LINE_BREAK = new RegExp(`^\\r?\\n[ \\t]{0,${MOST_BLANKS}}$`);

const LETTERS = new Set(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((letter) =>
    letter.charCodeAt(0),
  ),
);

/**
 * Where a text holds what may be base64, its padding included: over several lines where each one but the
 * last is long and holds nothing else.
 */
export function base64Runs(text: string): readonly SecretSpan[] {
  const runs: SecretSpan[] = [];
  /** Whole lines that the next one may go on from. */
  let lines: SecretSpan | undefined;
  for (const { start, end } of letterRuns(text)) {
    const first = lines && isLineBreak(text, lines.end, start) ? lines.start : undefined;
    if (first !== undefined) runs.pop();
    runs.push({ start: first ?? start, end: end + paddingAt(text, end) });
    const line = first ?? lineStart(text, start);
    lines = line !== undefined && end - start >= SHORTEST_LINE ? { start: line, end } : undefined;
  }
  return runs;
}

/** A loop: a pattern keeps room for each letter that it may give back, and has none for millions. */
function* letterRuns(text: string): Generator<SecretSpan> {
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (LETTERS.has(text.charCodeAt(index))) continue;
    if (index - start >= SHORTEST) yield { start, end: index };
    start = index + 1;
  }
}

function paddingAt(text: string, end: number): number {
  return /^={0,2}/.exec(text.slice(end, end + 2))![0].length;
}

function isLineBreak(text: string, from: number, to: number): boolean {
  return to - from <= MOST_BLANKS + 2 && LINE_BREAK.test(text.slice(from, to));
}

/** Where the line begins that has blanks alone before this place; undefined where it has more. */
function lineStart(text: string, at: number): number | undefined {
  let start = at;
  while (at - start < MOST_BLANKS && /[ \t]/.test(text.charAt(start - 1))) start -= 1;
  return start === 0 || text[start - 1] === '\n' ? start : undefined;
}
