import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PinnedJar } from './pinned-jars';

/** A file as it lies on disk; its digest only where it was asked for. */
export type FoundFile = Pick<PinnedJar, 'name' | 'bytes'> & { readonly sha512?: string };

/** The files in a folder, sorted by name; an empty list where the folder is missing. */
export async function readFiles(
  folder: string,
  { digests = false }: { readonly digests?: boolean } = {},
): Promise<readonly FoundFile[]> {
  const names = (await readdir(folder).catch(() => [])).sort();
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const { size: bytes } = await stat(file);
      return digests ? { name, bytes, sha512: await sha512(file) } : { name, bytes };
    }),
  );
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
