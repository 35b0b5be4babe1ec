import { isUtf8 } from 'node:buffer';
import { isObject, type JsonObject } from './json-value';
import { leanLists } from './lean-lists';
import { PiecewiseJson } from './piecewise-json';
import { orTooDeep, UnreadablePlan } from './unreadable-plan';

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

  /** @param source how the user named it */
  constructor(private readonly source: string) {
    this.#json = new PiecewiseJson(leanLists(), (bytes) => JSON.parse(textOf(bytes, source)));
  }

  /** @throws UnreadablePlan */
  push(chunk: Buffer): void {
    try {
      this.#json.push(chunk);
    } catch (error) {
      throw orTooDeep(error, this.source);
    }
  }

  /** @throws UnreadablePlan saying what it is instead, as far as that can be told */
  end(): JsonObject {
    return this.#json.end((rest) => parseRest(rest, this.source));
  }
}

function parseRest(bytes: Buffer, source: string): JsonObject {
  const text = decode(bytes, source);
  if (text.trim() === '') {
    throw new UnreadablePlan(
      source,
      'hold a plan as JSON, got nothing',
      'See whether `terraform show -json` failed before it wrote anything',
    );
  }
  const value = parse(text, source);
  if (isObject(value)) return value;
  throw new UnreadablePlan(source, 'hold a plan as JSON, got JSON of something else', SHOW);
}

/** What writes the JSON of a plan. */
export const SHOW = 'Write it with `terraform show -json <plan file>`';

function decode(bytes: Buffer, source: string): string {
  const isUtf16 = UTF16_MARKS.some((mark) => bytes.subarray(0, 2).equals(mark));
  if (isUtf16 || bytes.subarray(0, 4).includes(0)) {
    throw new UnreadablePlan(
      source,
      'be UTF-8, got UTF-16 or binary data',
      "In PowerShell 5 redirect with `| Out-File -Encoding utf8`, or let cmd.exe's `>` do it",
    );
  }
  return textOf(bytes.subarray(0, 3).equals(UTF8_MARK) ? bytes.subarray(3) : bytes, source);
}

function textOf(bytes: Buffer, source: string): string {
  if (!isUtf8(bytes)) {
    throw new UnreadablePlan(source, 'be UTF-8, got other bytes', SHOW);
  }
  return tooLarge(source, () => bytes.toString('utf8'));
}

const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

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
    throw explain(text, source);
  }
}

function explain(text: string, source: string): UnreadablePlan {
  const start = text.slice(0, 2000);
  if (/^\s*\{\s*"@level"/.test(start)) {
    return new UnreadablePlan(
      source,
      'hold a plan as JSON, got the log of `terraform plan -json`',
      'Save the plan with `terraform plan -out=<plan file>`, then show it with `terraform show -json <plan file>`',
    );
  }
  if (/^\s*(\[command\]|::[a-z-]+)/.test(start)) {
    return new UnreadablePlan(
      source,
      'hold a plan as JSON alone, got lines of a wrapper around terraform before it',
      'With hashicorp/setup-terraform set `terraform_wrapper: false`',
    );
  }
  if (!/^\s*\{/.test(start)) {
    return new UnreadablePlan(source, 'hold a plan as JSON, got other text', SHOW);
  }
  return new UnreadablePlan(
    source,
    /\}\s*$/.test(text.slice(-200))
      ? 'hold one JSON object, got what is no JSON'
      : 'hold a whole JSON object, got one that breaks off',
    'See whether `terraform show -json` ended well and the disk had room, and write it again',
  );
}
