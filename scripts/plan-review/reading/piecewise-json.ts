import { randomUUID } from 'node:crypto';
import { own } from '../json-value';

/** What is kept of an element of a list; undefined where nothing is. */
export type Keep = (element: unknown) => unknown;

/** Where lists are, by the names that lead to them; `*` is any name, and any element of an array. */
export interface Places {
  readonly [name: string]: Places | Keep;
}

/**
 * JSON that is never there as a whole, neither as text nor as values: each element of its long lists is
 * parsed as soon as it ends, and only what is kept of it stays.
 *
 * What is JSON and what isn't `JSON.parse` says alone. It sees each element, and at the end the rest, in
 * which one text stands in place of all that was in a list.
 */
export class PiecewiseJson {
  readonly #lists = new Map<string, readonly unknown[]>();
  readonly #rest: Buffer[] = [];
  /** The places in whatever is open outside of lists; undefined where there are none. */
  readonly #open: (Places | undefined)[] = [];
  #list: OpenList | undefined;
  #isInText = false;
  /** How many bytes of the next chunk mean nothing, for a backslash stands before them. */
  #skipped = 0;
  /** The last bytes before this chunk. */
  #before = '';
  /** Where in this chunk begins what belongs to no part yet. */
  #start = 0;

  /**
   * @param places of the lists
   * @param parse reads one element
   */
  constructor(
    private readonly places: Places,
    private readonly parse: (bytes: Buffer) => unknown,
  ) {}

  /** @throws whatever `parse` and `Keep` throw, but for a SyntaxError, which the rest has as well */
  push(chunk: Buffer): void {
    this.#start = 0;
    let at = this.#skipped;
    // In a variable of its own: this is done for each byte.
    let isInText = this.#isInText;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (IS_MARK[byte] === 0) continue;
      if (byte === QUOTE) isInText = !isInText;
      else if (byte === BACKSLASH) at += 1;
      else if (!isInText) this.#mark(byte, chunk, at);
    }
    this.#isInText = isInText;
    this.#skipped = at - chunk.length;
    this.#take(chunk, chunk.length);
    this.#before = this.#endBefore(chunk, chunk.length);
  }

  /** @param parse reads the rest; what it throws, this does */
  end<T>(parse: (rest: Buffer) => T): T {
    const whole = parse(Buffer.concat([...this.#rest, ...(this.#list?.bytes ?? [])]));
    const unseen: unknown[] = [whole];
    for (const value of unseen) {
      if (typeof value !== 'object' || value === null) continue;
      for (const [name, inner] of Object.entries(value)) {
        const list = Array.isArray(inner) ? this.#lists.get(inner[0] as string) : undefined;
        if (list) (value as Record<string, unknown>)[name] = list;
        else unseen.push(inner);
      }
    }
    return whole;
  }

  #mark(byte: number, chunk: Buffer, at: number): void {
    const list = this.#list;
    const isOpening = byte === OPEN_OBJECT || byte === OPEN_ARRAY;
    if (list === undefined) {
      if (isOpening) this.#enter(byte, chunk, at);
      else if (byte !== COMMA) this.#open.pop();
    } else if (isOpening) list.depth += 1;
    else if (list.depth === 0) this.#endElement(list, byte, chunk, at);
    else if (byte !== COMMA) list.depth -= 1;
  }

  #enter(byte: number, chunk: Buffer, at: number): void {
    const place = this.#placeAt(chunk, at);
    if (typeof place !== 'function') {
      this.#open.push(place);
    } else if (byte !== OPEN_ARRAY) {
      this.#open.push(undefined);
    } else {
      this.#take(chunk, at + 1);
      this.#list = { keep: place, elements: [], bytes: [], depth: 0, isNew: true };
      // Nothing in the JSON can be the same by intent.
      const name = randomUUID();
      this.#lists.set(name, this.#list.elements);
      this.#rest.push(Buffer.from(`"${name}"`));
    }
  }

  #placeAt(chunk: Buffer, at: number): Places | Keep | undefined {
    if (this.#open.length === 0) return this.places;
    const around = this.#open.at(-1);
    if (around === undefined) return undefined;
    const [, name = '*'] = LAST_NAME.exec(this.#endBefore(chunk, at)) ?? [];
    return (own(around, name) ?? own(around, '*')) as Places | Keep | undefined;
  }

  #endElement(list: OpenList, byte: number, chunk: Buffer, at: number): void {
    this.#take(chunk, at);
    const [first, ...others] = list.bytes;
    const bytes = others.length === 0 ? first! : Buffer.concat(list.bytes);
    const isEmpty = byte === CLOSE_ARRAY && list.isNew && isBlank(bytes);
    if (!isEmpty) this.#keepElement(list, bytes);
    list.bytes = [];
    list.isNew = false;
    if (byte === CLOSE_ARRAY) this.#list = undefined;
    else if (byte === COMMA) this.#start = at + 1;
  }

  #keepElement({ keep, elements }: OpenList, bytes: Buffer): void {
    try {
      const kept = keep(this.parse(bytes));
      if (kept !== undefined) elements.push(kept);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.#rest.push(NO_JSON);
    }
  }

  #take(chunk: Buffer, end: number): void {
    const bytes = chunk.subarray(this.#start, end);
    if (this.#list) this.#list.bytes.push(bytes);
    // In a copy, since a few bytes of a chunk hold all of it.
    else this.#rest.push(Buffer.from(bytes));
    this.#start = end;
  }

  #endBefore(chunk: Buffer, end: number): string {
    const text = chunk.toString('latin1', Math.max(0, end - LONGEST_NAME), end);
    return end < LONGEST_NAME ? (this.#before + text).slice(-LONGEST_NAME) : text;
  }
}

interface OpenList {
  readonly keep: Keep;
  readonly elements: unknown[];
  /** Of the element that has not ended yet. */
  bytes: Buffer[];
  /** How much is open inside of that element. */
  depth: number;
  /** Whether no element has ended yet. */
  isNew: boolean;
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const [OPEN_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x5b, 0x5d];
/** Bytes that mean something, by their value: most of a plan are texts. */
const IS_MARK = new Uint8Array(256);
for (const mark of Buffer.from('"\\,{}[]')) IS_MARK[mark] = 1;

/** With what is around it; a longer one leads to no list. */
const LONGEST_NAME = 200;
/** One with escapes in it leads to none either. */
const LAST_NAME = /(?<!\\)"([^"\\]*)"\s*:\s*$/;

/** So that the rest is none where an element isn't. */
const NO_JSON = Buffer.from('!');

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
