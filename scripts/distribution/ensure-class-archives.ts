import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';
import { findProgram } from '../system/find-program';
import { runProgram } from '../system/run-program';
import { CLASS_LISTS, classListName } from './class-lists';
import { removeAbandoned } from './remove-abandoned';

/** The archives that there are, by process. */
export type ClassArchives = Readonly<Partial<Record<ProcessName, string>>>;

export interface EnsureClassArchivesOptions {
  /** The folder of Kafka's distribution. */
  readonly distribution: string;
  /** The command whose JVM makes them, and alone can use them. */
  readonly java: string;
  /** Called with what is being done, one line each time; not at all where all are there. */
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The folder of the archives in a distribution, beside `libs`. */
export const CLASS_ARCHIVES = 'class-archives';

/**
 * Archives of the classes that Kafka's processes load, which a JVM maps in place of reading them from
 * the jars. Made once for a JVM and a distribution; an archive appears under its name only when it is
 * whole, so several processes may ask at once. They make a start faster and nothing else: one that
 * can't be made is left out, and told.
 */
export async function ensureClassArchives(
  options: EnsureClassArchivesOptions,
): Promise<ClassArchives> {
  const { distribution, onProgress, signal } = options;
  const digest = await digestOf(options);
  if (digest === undefined) return {};
  const folder = join(distribution, CLASS_ARCHIVES);
  const all = PROCESSES.map(({ name }) => ({
    name,
    list: join(distribution, CLASS_LISTS, classListName(name)),
    file: join(folder, `${name}-${digest}.jsa`),
  }));
  const missing = all.filter(({ file, list }) => !existsSync(file) && existsSync(list));
  if (missing.length > 0) {
    onProgress?.('archives of the classes are made once: later starts take half the time');
    const why = await refusalOf(() => makeFolder(folder));
    const refusals = await Promise.all(
      missing.map(async (each) => why ?? (await refusalOf(() => dump({ ...options, ...each })))),
    );
    signal?.throwIfAborted();
    const told = new Set(refusals.filter((refusal) => refusal !== undefined));
    for (const refusal of told) onProgress?.(`starting without an archive of classes: ${refusal}`);
  }
  return Object.fromEntries(
    all.filter(({ file }) => existsSync(file)).map(({ name, file }) => [name, file]),
  );
}

/**
 * Of all that an archive is made for: the JVM refuses one of another build, and of jars that lie
 * elsewhere. Undefined where this is no JVM as we know it.
 */
async function digestOf(options: EnsureClassArchivesOptions): Promise<string | undefined> {
  try {
    const java = await realpath(findProgram([options.java])!);
    const modules = join(dirname(dirname(java)), 'lib', 'modules');
    const { size, mtimeMs } = await stat(modules);
    const parts = [modules, size, mtimeMs, await realpath(options.distribution)];
    return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
  } catch {
    return undefined;
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder, '.*');
}

/** The user's own options of java are for the user's programs. */
const NO_OPTIONS = { JDK_JAVA_OPTIONS: '', JAVA_TOOL_OPTIONS: '', _JAVA_OPTIONS: '' };

async function dump(
  options: EnsureClassArchivesOptions & { readonly list: string; readonly file: string },
): Promise<void> {
  const { java, distribution, list, file, signal } = options;
  const partial = `${file}.partial-${process.pid}-${randomUUID()}`;
  const flags = [
    ...['-Xshare:dump', `-XX:SharedClassListFile=${list}`, `-XX:SharedArchiveFile=${partial}`],
    // The collector of the processes, and a heap whose pointers are as narrow as theirs.
    ...['-XX:+UseG1GC', '-Xmx512m'],
  ];
  try {
    const { code, lastLines } = await runProgram(
      [java, ...flags, '-cp', `${distribution}/libs/*`],
      { env: NO_OPTIONS, ...(signal && { signal }) },
    );
    if (code !== 0) throw new Error(lastLines.at(-1) ?? `exit code ${code}`);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Why it could not be done; undefined where it was. */
async function refusalOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
