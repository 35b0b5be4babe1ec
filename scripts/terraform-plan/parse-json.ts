import { isUtf8 } from 'node:buffer';
import { isObject, kindOf, type JsonObject } from './json-value';
import { leanLists } from './lean-lists';
import { tellOtherText } from './other-texts';
import { PiecewiseJson } from './piecewise-json';
import { orTooDeep, SHOW, UnreadablePlan } from './unreadable-plan';
import { Utf8Text } from './utf8-text';

/**
 * Reads the JSON of a plan.
 *
 * @param source how the user named it
 * @throws UnreadablePlan saying what it is instead, as far as that can be told
 */
export function parseJson(file: string | Buffer, source: string): JsonObject {
  const json = new PlanJson(source);
  json.push(typeof file === 'string' ? Buffer.from(file) : file);
  return json.end();
}

/**
 * The JSON of a plan that comes bit by bit. Of its long lists only that is kept which is read of them
 * afterwards.
 */
export class PlanJson {
  readonly #json: PiecewiseJson;
  readonly #text: Utf8Text;

  /** @param source how the user named it */
  constructor(private readonly source: string) {
    this.#text = new Utf8Text(source);
    this.#json = new PiecewiseJson(leanLists(), (bytes) => JSON.parse(textOf(bytes, source)));
  }

  /** @throws UnreadablePlan */
  push(chunk: Buffer): void {
    this.#read(this.#text.push(chunk));
  }

  /** @throws UnreadablePlan saying what it is instead, as far as that can be told */
  end(): JsonObject {
    this.#read(this.#text.end());
    return this.#json.end((rest) => parseRest(rest, this.source));
  }

  #read(text: Buffer): void {
    try {
      this.#json.push(text);
    } catch (error) {
      throw orTooDeep(error, this.source);
    }
  }
}

function parseRest(bytes: Buffer, source: string): JsonObject {
  const text = textOf(bytes, source);
  if (text.trim() === '') {
    throw new UnreadablePlan(
      source,
      'hold a plan as JSON, got nothing',
      'See whether `terraform show -json` failed before it wrote anything',
    );
  }
  const value = parse(text, source);
  if (isObject(value)) return value;
  throw new UnreadablePlan(source, `hold a plan as JSON, got ${kindOf(value)}`, SHOW);
}

function textOf(bytes: Buffer, source: string): string {
  if (!isUtf8(bytes)) {
    throw new UnreadablePlan(source, 'be UTF-8, got other bytes', SHOW);
  }
  return tooLarge(source, () => bytes.toString('utf8'));
}

/** No string of this runtime is longer than half a gibibyte. */
function tooLarge<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STRING_TOO_LONG') throw error;
    throw new UnreadablePlan(source, 'be smaller than 512 MB', 'Split the stack');
  }
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own words quote the text, which may hold secrets.
    throw tellOtherText(text, source);
  }
}
