import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { JsonObject } from './json-value';
import { parseJson, PlanJson } from './parse-json';
import { parseDocument } from './parse-plan';
import type { Plan } from './plan';
import { planBytes } from './plan-bytes';
import { withPrivateFolder } from '../system/private-folder';
import { isPlanFile, showPlan } from './show-plan';

export interface ReadPlanOptions {
  /** The folder in which terraform can show a plan file. @default '.' */
  readonly folder?: string;
  /** Whether a plan that leaves resources out may be read. @default false */
  readonly mayBePartial?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Reads a plan: its JSON, or a plan file, which terraform then shows.
 *
 * @param file a path, or `-` for standard input
 * @throws UserError where there is none that can be reviewed
 */
export async function readPlan(file: string, options: ReadPlanOptions = {}): Promise<Plan> {
  const source = file === '-' ? 'standard input' : file;
  const document = await readDocument(file, source, options);
  return parseDocument(document, { source, mayBePartial: options.mayBePartial === true });
}

/** On its own, so that nobody holds what was read any more afterwards: a plan may be large. */
async function readDocument(
  file: string,
  source: string,
  options: ReadPlanOptions,
): Promise<JsonObject> {
  const chunks = beginningWhole(planBytes(file, options.signal));
  const { value: beginning = Buffer.alloc(0) } = await chunks.next();
  if (isPlanFile(beginning)) {
    const bytes = Buffer.concat([beginning, await buffer(chunks)]);
    return parseJson(await show(bytes, source, options), source);
  }
  const json = new PlanJson(source);
  json.push(beginning);
  for await (const chunk of chunks) json.push(chunk);
  return json.end();
}

/** What tells a plan file is in the first chunk, also where it comes in small ones. */
async function* beginningWhole(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, undefined> {
  let beginning = Buffer.alloc(0);
  let isWhole = false;
  for await (const chunk of chunks) {
    if (isWhole) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    isWhole = beginning.length >= PLAN_FILE_HEAD_BYTES;
    if (isWhole) yield beginning;
  }
  if (!isWhole) yield beginning;
}

const PLAN_FILE_HEAD_BYTES = 4096;

/** From a copy of our own: standard input is no file, and a file may change meanwhile. */
function show(
  bytes: Buffer,
  source: string,
  { folder = '.', signal }: ReadPlanOptions,
): Promise<Buffer> {
  return withPrivateFolder(async (ours) => {
    const file = join(ours, 'plan');
    await writeFile(file, bytes, { mode: 0o600 });
    return showPlan(file, source, { folder, signal });
  });
}
