/** A word of a command line as it stands in a text, its quotes left out. */
export interface PlacedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANK = /\s/;
/** What ends a command, blanks around it: without them it may be part of a password. */
const JOINT = /^(?:\|\|?|&&?|;)$/;
/** What is longer is no command, and looked at part by part. */
const MOST_WORDS = 500;
/** Deeper than that no command stands in quotes of quotes. */
const DEEPEST = 3;

/**
 * The commands that a text may be made of, each as its words: a line, or what stands between two joints of
 * one. What stands in quotes and has options of its own is told as a command as well.
 */
export function* commandLines(
  text: string,
  from = 0,
  to = text.length,
  depth = 0,
): Generator<readonly PlacedWord[]> {
  let words: PlacedWord[] = [];
  let at = from;
  const quotes = new Quotes(text, to);
  while (at <= to) {
    const character = at < to ? text[at]! : '\n';
    const isEnd = character === '\n' && text[at - 1] !== '\\';
    if (isEnd || words.length >= MOST_WORDS) {
      if (words.length > 1) yield words;
      words = [];
    }
    if (BLANK.test(character) || (character === '\\' && text[at + 1] === '\n')) {
      at += 1;
      continue;
    }
    const end = quotes.wordEnd(at);
    const inner = quotes.inside(at, end);
    if (JOINT.test(text.slice(at, Math.min(end, at + 3)))) {
      if (words.length > 1) yield words;
      words = [];
    } else words.push({ text: text.slice(inner.start, inner.end), ...inner });
    if (depth < DEEPEST && /\s-/.test(text.slice(inner.start, inner.end)))
      yield* commandLines(text, inner.start, inner.end, depth + 1);
    at = end;
  }
}

/** Finds where quotes close, and asks once only where none does. */
class Quotes {
  private readonly none = new Map<string, number>();

  constructor(
    private readonly text: string,
    private readonly to: number,
  ) {}

  /** Where the word ends that begins here: blanks in quotes are part of it. */
  wordEnd(start: number): number {
    let at = start;
    while (at < this.to && !BLANK.test(this.text[at]!)) {
      const character = this.text[at]!;
      const closing = character === '"' || character === "'" ? this.closing(at, character) : -1;
      at = closing < 0 ? at + 1 : closing + 1;
    }
    return at;
  }

  /** A word without the quotes around all of it. */
  inside(start: number, end: number): { readonly start: number; readonly end: number } {
    const quote = this.text[start];
    const isQuoted =
      (quote === '"' || quote === "'") && this.text[end - 1] === quote && end - start > 1;
    return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  }

  /** In the same line, not behind a backslash; -1 where there is none. */
  private closing(at: number, quote: string): number {
    if (at < (this.none.get(quote) ?? -1)) return -1;
    for (let end = at + 1; end < this.to; end += 1) {
      const character = this.text[end];
      if (character === '\n' && quote === '"') break;
      if (character === '\\') end += 1;
      else if (character === quote) return end;
      if (character === '\n') break;
    }
    const line = this.text.indexOf('\n', at);
    this.none.set(quote, line < 0 ? this.to : line);
    return -1;
  }
}
