import { looksEncoded, looksStronglyLikePassword } from './password-looks';
import { isHarmlessValue, isSecretKey, isSecretPlural } from './secret-key';
import type { SecretSpan } from './text-pieces';

/**
 * The values that stand behind the name of a secret: in properties, YAML, JSON, XML, JAAS, shell, on
 * command lines. Every step looks at a bounded part of the text, so time grows with its length alone.
 */
export function findKeyValueSecrets(text: string): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  const keyword = new RegExp(KEYWORD);
  const lines = new Lines(text);
  for (let hit = keyword.exec(text); hit; hit = keyword.exec(text)) {
    const key = keyAround(text, hit.index);
    const span = isSecretName(key.name)
      ? (valueBehind(lines, key) ?? wordBehind(text, key))
      : undefined;
    if (span && !isHarmless(key.name, text.slice(span.start, span.end))) spans.push(span);
    keyword.lastIndex = Math.max(hit.index + 1, key.end, span?.end ?? 0);
  }
  return spans;
}

/** Also a shell's variable with a command behind it, and how many of something there may be. */
function isHarmless(name: string, value: string): boolean {
  if (isHarmlessValue(value) || /^["']?\$\{?\w{1,100}\}?["']?[ \t]/.test(value)) return true;
  // The names of secrets of a cluster, and how many tests have passed.
  if (/^-{0,2}secret$/.test(name) && /^[a-z]+(-[a-z]+)*$/.test(value)) return true;
  if (name === 'pass' && /^\d{1,9}(\s|$)/.test(value)) return true;
  return /^\d{1,9}$/.test(value) && /s$/i.test(name) && isSecretPlural(name);
}

/** A text that is asked for the ends of its lines over and over, also where one line is megabytes long. */
class Lines {
  #from = 0;
  #end = -1;

  constructor(readonly text: string) {}

  endFrom(from: number): number {
    if (from < this.#from || from > this.#end) {
      const end = this.text.indexOf('\n', from);
      this.#from = from;
      this.#end = end < 0 ? this.text.length : end;
    }
    return this.#end;
  }
}

interface Key {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** What the name of every secret has in it. */
const KEYWORD = /pass|pwd|secret|token|credential|key|auth|jaas|psk|pw\b/gi;
const LONGEST_KEY = 200;
const LONGEST_ARRAY = 10_000;

function isSecretName(name: string): boolean {
  return isSecretKey(name) || isSecretPlural(name);
}

function keyAround(text: string, at: number): Key {
  let start = at;
  while (start > 0 && at - start < LONGEST_KEY && isKeyCharacter(text.charCodeAt(start - 1)))
    start--;
  let end = at;
  while (end < text.length && end - at < LONGEST_KEY && isKeyCharacter(text.charCodeAt(end))) end++;
  return { name: text.slice(start, end), start, end };
}

/** Letters, digits, `_`, `-` and `.`. */
function isKeyCharacter(code: number): boolean {
  if (code >= 97 && code <= 122) return true;
  if (code >= 48 && code <= 57) return true;
  return (code >= 65 && code <= 90) || code === 95 || code === 45 || code === 46;
}

function valueBehind(lines: Lines, key: Key): SecretSpan | undefined {
  const { text } = lines;
  if (text[key.start - 1] === '<' && text[key.end] === '>') return upTo(lines, key.end + 1, '<');
  // <property name="password">…</property>
  const inElement = matchAt(ELEMENT, text, key.end);
  if (inElement !== undefined) return upTo(lines, inElement, '<');
  const start = valueStart(text, key);
  // What a command prints is not in the text, but its own arguments may be.
  if (start === undefined || matchAt(COMMAND, text, start) !== undefined) return undefined;
  return (
    blockScalar(lines, key, start) ??
    arrayOf(lines, start) ??
    quoted(lines, start) ??
    (/[[{]/.test(text[start] ?? '') ? undefined : unquoted(lines, key, start))
  );
}

const WORD_BEHIND = /[ \t]{1,20}["']?([^\s"'`,;<>()]{8,512})/y;

/** Where nothing joins a value to its name, only one that leaves no doubt. */
function wordBehind(text: string, { end }: Key): SecretSpan | undefined {
  WORD_BEHIND.lastIndex = end;
  const word = WORD_BEHIND.exec(text)?.[1];
  if (word === undefined || !(looksStronglyLikePassword(word) || looksEncoded(word)))
    return undefined;
  return { start: WORD_BEHIND.lastIndex - word.length, end: WORD_BEHIND.lastIndex };
}

const COMMAND = /["']?(?:\$\(|`)/y;
/** A line that goes on in the next one counts as a blank. */
const ELEMENT = /["']>(?=[^<\n]{1,512}<\/)/y;
const SEPARATOR =
  /(?:\\*["'\]]){0,2}[ \t]{0,64}(?:\\\r?\n[ \t]{0,64})?(?:=>|:=|[=:](?![=:]))[ \t]{0,64}(?:\\\r?\n[ \t]{0,64})?/y;
const LINE_BREAK_IN_JSON = /\r?\n[ \t]{0,200}(?=\\*["'])/y;
const VALUE_BESIDE = /\\*["']?\s{0,100},?\s{0,100}\\*["']?value\\*["']?\s{0,10}[:=]\s{0,10}/iy;
const BLANKS = /(?:[ \t]|\\\r?\n){1,64}(?=[^\s\-=:|&;\\])/y;

/** Where the value begins; undefined where the key has none. */
function valueStart(text: string, key: Key): number | undefined {
  const separated = matchAt(SEPARATOR, text, key.end);
  if (separated !== undefined) {
    if (text[key.start - 1] === ':' && isInArn(text, key.start)) return undefined;
    return matchAt(LINE_BREAK_IN_JSON, text, separated) ?? separated;
  }
  const isOption = key.name.startsWith('-');
  // An underscore has the address of a resource rather, at the beginning of a sentence.
  const isProperty = /^[^_]*\.[^_]*$/.test(key.name) && isLineStart(text, key.start);
  if (isOption || isProperty) return matchAt(BLANKS, text, key.end);
  return matchAt(VALUE_BESIDE, text, key.end);
}

function matchAt(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}

/** In `arn:aws:secretsmanager:eu-west-1:1:secret:name` the name is none. */
function isInArn(text: string, at: number): boolean {
  return /arn:[\w-]{1,20}:[\w-]{1,40}:[\w-]{0,40}:\d{0,12}:$/.test(text.slice(at - 140, at));
}

function isLineStart(text: string, at: number): boolean {
  let before = /["']/.test(text[at - 1] ?? '') ? at - 1 : at;
  while (before > 0 && at - before < LONGEST_KEY && ' \t-#'.includes(text[before - 1] ?? '\n'))
    before--;
  return before === 0 || text[before - 1] === '\n';
}

const BLOCK_HEAD = /[|>][+\-\d]{0,2}[ \t]{0,64}\r?\n/y;

/** What YAML writes indented below `key: |`. */
function blockScalar(lines: Lines, key: Key, at: number): SecretSpan | undefined {
  const { text } = lines;
  const start = matchAt(BLOCK_HEAD, text, at);
  if (start === undefined) return undefined;
  const keyLine = text.slice(text.lastIndexOf('\n', key.start) + 1, key.start);
  let least = indentOf(keyLine) + 1;
  let isFirst = true;
  let end = start;
  while (end < text.length) {
    const line = text.slice(end, lines.endFrom(end));
    if (line.trim() !== '' && indentOf(line) < least) break;
    // The first line says how deep all of them are.
    if (isFirst && line.trim() !== '') {
      least = indentOf(line);
      isFirst = false;
    }
    end += line.length + 1;
  }
  return { start, end: trimEnd(text, start, Math.min(end, text.length)) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function arrayOf(lines: Lines, at: number): SecretSpan | undefined {
  if (lines.text[at] !== '[') return undefined;
  const end = lines.text.slice(at, at + LONGEST_ARRAY).indexOf(']');
  return { start: at + 1, end: end < 0 ? lines.endFrom(at) : at + end };
}

/** In quotes, also escaped ones, as in JSON inside of JSON. */
function quoted(lines: Lines, at: number): SecretSpan | undefined {
  const { text } = lines;
  const quote = /^\\{0,15}["']/.exec(text.slice(at, at + 16))?.[0];
  if (quote === undefined) return undefined;
  const start = at + quote.length;
  const lineEnd = lines.endFrom(start);
  let end = text.indexOf(quote, start);
  while (end >= 0 && end < lineEnd && isEscaped(text, end, start))
    end = text.indexOf(quote, end + 1);
  return { start, end: end < 0 || end > lineEnd ? lineEnd : end };
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - backslashes - 1 >= start && text[at - backslashes - 1] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

/** To the end of the line where it belongs to the key, else up to what must end a word. */
function unquoted(lines: Lines, key: Key, start: number): SecretSpan {
  const { text } = lines;
  if (!isLineStart(text, key.start)) {
    const stop = /[\s"'`<&]/g;
    stop.lastIndex = start;
    return { start, end: trimEnd(text, start, stop.exec(text)?.index ?? text.length) };
  }
  let end = lines.endFrom(start);
  while (end < text.length && isEscaped(text, end, start)) end = lines.endFrom(end + 1);
  return { start, end: trimEnd(text, start, end) };
}

const CLOSING = /[\s,;)}\]\\]/;

/** Without what rather closes the sentence around the value. */
function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  if (isHarmlessValue(text.slice(start, last))) return last;
  while (last > start && CLOSING.test(text[last - 1] ?? '')) last--;
  return last;
}

function upTo(lines: Lines, start: number, character: string): SecretSpan {
  const end = lines.text.indexOf(character, start);
  return { start, end: end < 0 ? lines.endFrom(start) : end };
}
