import { UNKNOWN, type Command, type Word } from './command';
import { closingBrace, closingParenthesis, closingQuote } from './closing';

/** What a reader of words asks of who reads the script around them. */
export interface WordContext {
  readonly variables: ReadonlyMap<string, string>;
  /** Reads a script inside of a word. */
  readInner(script: string): readonly Command[];
}

/** What ends a word that isn't quoted. */
const END = /[\s;&|()<>]/;

/**
 * Reads one word of a shell's text, from its first character on. An expansion outside of quotes may make
 * several words of it.
 */
export class WordReader {
  readonly #done: Word[] = [];
  #text = '';
  #unknown: string[] = [];
  #inner: Command[] = [];

  constructor(
    private readonly source: string,
    private at: number,
    private readonly context: WordContext,
  ) {}

  read(): { readonly words: readonly Word[]; readonly end: number } {
    while (this.at < this.source.length && !this.#isEnd()) this.#readPart();
    this.#finish();
    return { words: this.#done, end: this.at };
  }

  /** In the text of a here-document, where quotes are letters. */
  static expand(text: string, context: WordContext): Word {
    const reader = new WordReader(text, 0, context);
    while (reader.at < text.length) reader.#readQuotedPart();
    reader.#finish();
    return reader.#done[0]!;
  }

  #isEnd(): boolean {
    if (/^[<>]\($/.test(this.source.slice(this.at, this.at + 2))) return false;
    return END.test(this.source[this.at]!);
  }

  #readPart(): void {
    const { source, at } = this;
    const character: string = source[at]!;
    switch (character) {
      case '\\':
        this.#text += source[at + 1] === '\n' ? '' : (source[at + 1] ?? '');
        this.at += 2;
        return;
      case "'":
        return this.#takeQuoted(at + 1, (text) => (this.#text += text));
      case '"':
        this.at += 1;
        while (this.at < source.length && source[this.at] !== '"') this.#readQuotedPart();
        this.at += 1;
        return;
      case '<':
      case '>':
        return this.#readSubstitution(at + 2);
      case '$':
        return this.#readExpansion(false);
      case '`':
        return this.#readBackticks();
      default:
        this.#text += character;
        this.at += 1;
    }
  }

  #readQuotedPart(): void {
    const { source, at } = this;
    if (source[at] === '\\' && /["\\$`\n]/.test(source[at + 1] ?? '')) {
      this.#text += source[at + 1] === '\n' ? '' : source[at + 1];
      this.at += 2;
    } else if (source[at] === '$') this.#readExpansion(true);
    else if (source[at] === '`') this.#readBackticks();
    else {
      this.#text += source[at];
      this.at += 1;
    }
  }

  #takeQuoted(from: number, take: (text: string) => void): void {
    const end = closingQuote(this.source, from, "'");
    take(this.source.slice(from, end));
    this.at = end + 1;
  }

  #readExpansion(isQuoted: boolean): void {
    const { source } = this;
    // `$${` is how terraform spells `${`.
    if (source.startsWith('$${', this.at)) this.at += 1;
    const { at } = this;
    if (source.startsWith('$((', at)) {
      this.at = closingParenthesis(source, at + 2) + 1;
      this.#addUnknown('');
    } else if (source[at + 1] === '(') this.#readSubstitution(at + 2);
    else if (source[at + 1] === '{') {
      const end = closingBrace(source, at + 2);
      this.#addParameter(source.slice(at + 2, end), isQuoted);
      this.at = end + 1;
    } else if (source[at + 1] === "'" && !isQuoted) {
      this.#takeQuoted(at + 2, (text) => (this.#text += unescaped(text)));
    } else this.#readName(isQuoted);
  }

  #readName(isQuoted: boolean): void {
    const name = /^\$(\w+|[@*#?$!-])/.exec(this.source.slice(this.at, this.at + 200))?.[1];
    if (name === undefined) this.#text += '$';
    else this.#addParameter(name, isQuoted);
    this.at += 1 + (name?.length ?? 0);
  }

  #readSubstitution(from: number): void {
    const end = closingParenthesis(this.source, from);
    this.#inner.push(...this.context.readInner(this.source.slice(from, end)));
    this.#addUnknown('');
    this.at = end + 1;
  }

  #readBackticks(): void {
    const end = closingQuote(this.source, this.at + 1, '`');
    this.#inner.push(...this.context.readInner(this.source.slice(this.at + 1, end)));
    this.#addUnknown('');
    this.at = end + 1;
  }

  /** `NAME`, `NAME:-default`, or an expression of terraform's. */
  #addParameter(spelled: string, isQuoted: boolean): void {
    const [, name, operator, rest = ''] =
      /^([A-Za-z_]\w*)(?:(:?[-=+]|:?\?|[%#/^,[@])([\s\S]*))?$/.exec(spelled) ?? [];
    const value = name === undefined ? undefined : this.context.variables.get(name);
    if (value !== undefined && (operator === undefined || /[-=?]$/.test(operator))) {
      this.#addValue(value, spelled, isQuoted);
    } else if (operator !== undefined && /[-=]$/.test(operator)) {
      this.#addValue(rest.replace(/^(["'])(.*)\1$/s, '$2'), spelled, isQuoted);
    } else this.#addUnknown(spelled);
  }

  #addValue(value: string, spelled: string, isQuoted: boolean): void {
    if (value.includes(UNKNOWN)) this.#unknown.push(spelled);
    const [first = '', ...others] = isQuoted ? [value] : value.split(/\s+/);
    this.#text += first;
    for (const other of others) {
      this.#finish();
      this.#text = other;
    }
  }

  #addUnknown(spelled: string): void {
    this.#text += UNKNOWN;
    if (spelled !== '') this.#unknown.push(spelled);
  }

  #finish(): void {
    this.#done.push({ text: this.#text, unknown: this.#unknown, inner: this.#inner });
    [this.#text, this.#unknown, this.#inner] = ['', [], []];
  }
}

/** The escapes of `$'…'` that matter to what a command does. */
function unescaped(text: string): string {
  return text
    .replace(/\\x([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(.)/g, '$1');
}
