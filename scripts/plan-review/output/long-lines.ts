/** At the end of a line that goes on in the next. */
const GOES_ON = '↩';

/**
 * Breaks lines longer than `width` so that a diff of them shows what differs, and not two lines of a
 * thousand characters. They are broken at sense, which is at the same places in both texts however long
 * the parts are: behind commas and semicolons, before the options and the operators of a command. What
 * is still too long is broken at blanks, and where there are none, at the width.
 */
export function breakLongLines(text: string, width: number): string {
  if (!hasLongLine(text, width)) return text;
  return text
    .split('\n')
    .map((line) => (line.length <= width ? line : piecesOf(line, width).join(`${GOES_ON}\n`)))
    .join('\n');
}

function hasLongLine(text: string, width: number): boolean {
  let start = 0;
  while (text.length - start > width) {
    const end = text.indexOf('\n', start);
    if (end < 0 || end - start > width) return true;
    start = end + 1;
  }
  return false;
}

/** Of longer ones the parts would be too many for anybody to read, and to compare. */
const LONGEST_IN_PARTS = 100_000;

function piecesOf(line: string, width: number): readonly string[] {
  if (line.length > LONGEST_IN_PARTS) return chunks(line, width - 1);
  return line
    .split(SENSE)
    .flatMap((part) => (part.length < width ? [part] : filled(part, width - 1)))
    .flatMap((part) => chunks(part, width - 1));
}

/** Behind a comma or a semicolon with its blanks, and before ` -option`, ` | `, ` && ` and ` || `. */
const SENSE = /(?<=[,;]\s?)(?![,;\s])|(?<=\s)(?=-{1,2}[A-Za-z]|\|\|?\s|&&\s)/u;

/** Words together in pieces of this length at most, but for longer words. */
function filled(text: string, length: number): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.split(/(?<=\s)(?=\S)/u)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + word.length <= length)
      pieces.splice(-1, 1, last + word);
    else pieces.push(word);
  }
  return pieces;
}

/** By whole characters, also those beyond the first 65,536. */
function chunks(text: string, length: number): readonly string[] {
  if (text.length <= length) return [text];
  const result: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + length;
    const isSplit = /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') && end < text.length;
    const stop = isSplit ? end - 1 : end;
    result.push(text.slice(start, stop));
    start = stop;
  }
  return result;
}
