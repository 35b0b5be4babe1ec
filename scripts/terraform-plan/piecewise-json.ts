import { randomUUID } from 'node:crypto';
import { own } from './json-value';
import { nextMark } from './next-mark';

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
  /** What has come since the last mark. */
  #unread: Buffer[] = [];
  #unreadBytes = 0;
  /** How much of it must have come before it is looked through. */
  #enoughBytes = 0;
  /** What is looked through, and where in it begins what belongs to no part yet. */
  #bytes = Buffer.alloc(0);
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
    for (let at = 0; at < chunk.length; at += WINDOW_BYTES) {
      const window = chunk.subarray(at, at + WINDOW_BYTES);
      this.#unread.push(window);
      this.#unreadBytes += window.length;
      if (this.#unreadBytes >= this.#enoughBytes) this.#read();
    }
  }

  /**
   * All of it, with the lists in their places.
   *
   * @param parse reads the rest; what it throws, this does
   */
  end<T>(parse: (rest: Buffer) => T): T {
    this.#read();
    const unended = [...(this.#list?.bytes ?? []), ...this.#unread];
    const whole = parse(Buffer.concat([...this.#rest, ...unended]));
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

  #read(): void {
    this.#bytes = Buffer.concat(this.#unread);
    this.#start = 0;
    // A character for each byte, so that places are the same: marks are single bytes in UTF-8.
    const text = this.#bytes.toString('latin1');
    let start = 0;
    for (let at = nextMark(text, start); at >= 0; at = nextMark(text, start)) {
      this.#mark(text, start, at);
      start = at + 1;
    }
    this.#take(start);
    this.#unread = [this.#bytes.subarray(start)];
    this.#unreadBytes = text.length - start;
    // A text of megabytes is looked through when it may have doubled, and not with each chunk.
    this.#enoughBytes = 2 * this.#unreadBytes;
  }

  /** @param start behind the mark before */
  #mark(text: string, start: number, at: number): void {
    const mark = text[at]!;
    const list = this.#list;
    const isOpening = mark === '{' || mark === '[';
    if (list === undefined) {
      if (isOpening) this.#enter(mark, at, LAST_NAME.exec(text.slice(start, at))?.[1]);
      else if (mark !== ',') this.#open.pop();
    } else if (isOpening) list.depth += 1;
    else if (list.depth === 0) this.#endElement(list, mark, at);
    else if (mark !== ',') list.depth -= 1;
  }

  #enter(mark: string, at: number, name = '*'): void {
    const place = this.#placeOf(name);
    if (typeof place !== 'function') {
      this.#open.push(place);
    } else if (mark !== '[') {
      this.#open.push(undefined);
    } else {
      this.#take(at + 1);
      this.#list = { keep: place, elements: [], bytes: [], depth: 0, isNew: true };
      // Nothing in the JSON can be the same by intent.
      const id = randomUUID();
      this.#lists.set(id, this.#list.elements);
      this.#rest.push(Buffer.from(`"${id}"`));
    }
  }

  #placeOf(name: string): Places | Keep | undefined {
    if (this.#open.length === 0) return this.places;
    const around = this.#open.at(-1) ?? {};
    return (own(around, name) ?? own(around, '*')) as Places | Keep | undefined;
  }

  #endElement(list: OpenList, mark: string, at: number): void {
    this.#take(at);
    const bytes = Buffer.concat(list.bytes);
    list.bytes = [];
    const isEmpty = mark === ']' && list.isNew && isBlank(bytes);
    if (!isEmpty) this.#keepElement(list, bytes);
    list.isNew = false;
    if (mark === ']') this.#list = undefined;
    else if (mark === ',') this.#start = at + 1;
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

  #take(end: number): void {
    const bytes = this.#bytes.subarray(this.#start, end);
    if (this.#list) this.#list.bytes.push(bytes);
    // In a copy, since a few bytes of what is looked through hold all of it.
    else this.#rest.push(Buffer.from(bytes));
    this.#start = end;
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

/** Looked through at once. */
const WINDOW_BYTES = 64 * 1024;

/** One with escapes in it leads to no list. */
const LAST_NAME = /^\s*"([^"\\]*)"\s*:\s*$/;

/** So that the rest is none where an element isn't. */
const NO_JSON = Buffer.from('!');

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
