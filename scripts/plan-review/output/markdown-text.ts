import { visibleLine, visibleText } from '../../../cluster/visible-text';

/**
 * Texts of a plan inside Markdown, so that none of it is read as Markdown, HTML, a mention, a
 * reference, a link or a command of the platform: words stay words, and everything else becomes code,
 * in which no platform looks for any of these.
 */
export function inlineMarkdown(text: string): string {
  const pieces = piecesOf(text).map(({ code, text }) => (code ? codeSpan(text) : text));
  return pieces.join('');
}

/** The same inside an HTML block. */
export function inlineHtml(text: string): string {
  const pieces = piecesOf(text).map(({ code, text }) => (code ? codeHtml(text) : escapeHtml(text)));
  return pieces.join('');
}

/** A code span that holds whatever is in the text: its fence is longer than any run inside. */
export function codeSpan(text: string): string {
  const content = countTicks(visibleLine(text)) || ' ';
  const fence = fenceFor(content, 1);
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

export function codeHtml(text: string): string {
  return `<code>${escapeHtml(visibleLine(text))}</code>`;
}

/** A block of code in the language `diff`. */
export function diffBlock(lines: readonly string[]): string {
  const content = countTicks(lines.map(visibleText).join('\n'));
  const fence = fenceFor(content, 3);
  return [`${fence}diff`, content, fence].join('\n');
}

/**
 * Many backticks in a row as their number. GitHub's own parser (cmark-gfm) finds no end of a code span
 * behind 80 of them, and takes 255 for the end of any block.
 */
function countTicks(text: string): string {
  return text.replace(/`{20,}/g, (run) => `⟨${run.length} × \`⟩`);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

function fenceFor(content: string, atLeast: number): string {
  const runs = content.match(/`+/g) ?? [];
  const longest = runs.reduce((length, run) => Math.max(length, run.length), 0);
  return '`'.repeat(Math.max(atLeast, longest + 1));
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Words that can't mean anything but themselves: letters, or a number, also with its decimals. */
const PLAIN = /^(?:\p{L}[\p{L}\p{N}]*(?:['’-][\p{L}\p{N}]+)*|\p{N}+(?:\.\p{N}+)*%?|[–—→×≤≥…])$/u;

/**
 * What a platform links without any mark around it: digests of commits, and `GH-12`; also beside
 * letters that it may not take for such.
 */
const REFERENCE = /(?<!\w)(?:[0-9a-f]{7,}|gh-\d+)(?!\w)/i;

/** Punctuation of sentences, which stays outside the code. */
const WORD = /^(["'“‘(]*)(.*?)(["'”’).,;:!?]*)$/su;

/** A text in backticks is code already. */
const CODE = /`([^`]+)`/;

function piecesOf(text: string): readonly Piece[] {
  const pieces = visibleLine(text)
    .split(CODE)
    .flatMap((part, index) => (index % 2 === 1 ? [{ code: true, text: part }] : wordsOf(part)));
  return join(pieces.filter((piece) => piece.text !== '')).map((piece, index) =>
    index === 0 && LIST_MARK.test(piece.text) ? { ...piece, code: true } : piece,
  );
}

/** What begins a list at the start of a line: `1.` and `1)`. */
const LIST_MARK = /^\d+[.)]/;

/** Words and the blanks between them. */
function wordsOf(text: string): readonly Piece[] {
  return text.split(/( +)/).flatMap((word) => {
    const [, before = '', core = '', after = ''] = WORD.exec(word) as RegExpExecArray;
    if (core.trim() === '' || (PLAIN.test(core) && !REFERENCE.test(core))) {
      return [{ code: false, text: word }];
    }
    return [
      { code: false, text: before },
      { code: true, text: core },
      { code: false, text: after },
    ];
  });
}

/** Code that meets code, or has but a blank in between, becomes one piece with it. */
function join(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const [blank, last] = joined.slice(-2).reverse();
    if (piece.code && blank?.code) {
      joined.splice(-1, 1, { code: true, text: blank.text + piece.text });
    } else if (piece.code && blank?.text.trim() === '' && last?.code) {
      joined.splice(-2, 2, { code: true, text: `${last.text} ${piece.text}` });
    } else {
      joined.push(piece);
    }
  }
  return joined;
}
