import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../../scripts/system/process-id';
import { inTurn } from '../in-turn';

export interface CachedFolder {
  /** Holds this folder, and others of the same kind until this one takes their place. */
  readonly cache: string;
  /** A digest of all that decides the folder's content. */
  readonly digest: string;
  /** Makes it in a folder that is not there yet. */
  readonly build: (scratch: string) => Promise<void>;
}

/** The folder of this digest: built once, then found. It appears under its name when it is whole. */
export async function ensureCachedFolder(options: CachedFolder): Promise<string> {
  const folder = join(options.cache, options.digest);
  if (!existsSync(folder)) await inTurn(folder, () => make(folder, options));
  const now = new Date();
  await utimes(folder, now, now);
  return folder;
}

async function make(folder: string, { cache, build }: CachedFolder): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(cache, { recursive: true });
  await removeOthers(cache);
  const scratch = `${folder}.partial-${process.pid}`;
  try {
    await build(scratch);
    await rename(scratch, folder).catch((error: unknown) => {
      // Another process was first.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whoever has asked for a folder mounts it by then: another checkout's lab starts minutes later. */
const IN_USE_MS = 3_600_000;

/** Folders of other digests, save those that were asked for of late, or that a builder or a mount uses. */
async function removeOthers(cache: string): Promise<void> {
  const mounts = readFileSync('/proc/self/mounts', 'utf8');
  for (const name of await readdir(cache)) {
    const builder = /\.partial-(\d+)$/.exec(name)?.[1];
    if (mounts.includes(join(cache, name)) || (builder && isAlive(Number(builder)))) continue;
    const { mtimeMs } = await stat(join(cache, name));
    if (!name.includes('.partial-') && Date.now() - mtimeMs < IN_USE_MS) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}
