import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
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

/** Folders of other digests, save those that a builder or a mount uses at this moment. */
async function removeOthers(cache: string): Promise<void> {
  const mounts = readFileSync('/proc/self/mounts', 'utf8');
  for (const name of await readdir(cache)) {
    const builder = /\.partial-(\d+)$/.exec(name)?.[1];
    if (mounts.includes(join(cache, name)) || (builder && isAlive(Number(builder)))) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}
