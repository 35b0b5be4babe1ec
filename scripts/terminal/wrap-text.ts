import stringWidth from 'string-width';

/**
 * Breaks a text at blanks into lines of `width` columns at most, all but the first indented. A word
 * is never cut: one that is longer than a line stands in a line by itself, whole, as it is copied.
 * Numbers stay with their unit, and commands in backticks in one piece, where a line can hold them.
 */
export function wrapText(text: string, width: number, indent: string): string {
  if (stringWidth(text) <= width) return text;
  const lead = /^ */.exec(text)![0];
  const lines: string[] = [];
  let line = '';
  for (const word of unbreakable(text.slice(lead.length), width - indent.length)) {
    const start = lines.length === 0 ? lead : indent;
    if (line === '') {
      line = start + word;
    } else if (stringWidth(line) + 1 + stringWidth(word) <= width) {
      line += ` ${word}`;
    } else {
      lines.push(line.trimEnd());
      line = indent + word;
    }
  }
  return [...lines, line].join('\n');
}

/** Columns up to which text is easy to read, however wide the terminal is. */
export const PROSE_WIDTH = 100;

/** Breaks each line of a text that is wider than the terminal, as a paragraph or an item of a list. */
export function wrapLines(text: string, terminalWidth: number): string {
  if (terminalWidth === Infinity) return text;
  const width = Math.min(terminalWidth, PROSE_WIDTH);
  return text
    .split('\n')
    .map((line) => wrapText(line, width, hangingIndent(line)))
    .join('\n');
}

/** A label in front of a text, with more than one blank between them. */
const LABEL = /^\w[\w ]{0,15} {2}(?=\S)/;

/** Indented lines are paragraphs; what begins with a label, a mark or at the margin hangs behind it. */
function hangingIndent(line: string): string {
  const label = LABEL.exec(line);
  if (label) return ' '.repeat(label[0].length);
  const [lead] = /^ */.exec(line)!;
  return lead === '' || line.startsWith('- ', lead.length) ? `${lead}  ` : lead;
}

/** The part of a text that fits in one line of `width` columns, cut between two words. */
export function shortenText(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let line = '';
  for (const word of unbreakable(text, width)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) + MORE.length > width) break;
    line = longer;
  }
  return line === '' ? `${text.slice(0, Math.max(0, width - 1))}…` : `${line}${MORE}`;
}

/** The width that a text needs at least: that of its longest part that is never broken. */
export function leastWidth(text: string): number {
  return Math.max(...text.split('\n').flatMap((line) => unbreakable(line, 0).map(stringWidth)));
}

const MORE = ' …';

const BLANK = ' ';
/** Stands for a blank at which a line is not broken. */
const BOUND = '\u00A0';
const NUMBER_AND_UNIT = /(?<=^|[\s('‘“"])([-+~<>]?\d[\d.,]*) (?=\p{L})/gu;
const COMMAND = /`[^`]*`/g;

function unbreakable(text: string, width: number): readonly string[] {
  return text
    .replace(COMMAND, (command) =>
      stringWidth(command) <= width ? command.replaceAll(BLANK, BOUND) : command,
    )
    .replace(NUMBER_AND_UNIT, `$1${BOUND}`)
    .split(BLANK)
    .map((word) => word.replaceAll(BOUND, BLANK));
}
