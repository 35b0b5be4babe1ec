import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import { CLASS_LISTS } from './class-lists';
import { readFiles, type FoundFile } from './read-files';

/** An archive that was written. */
export interface WrittenArchive {
  readonly file: string;
  readonly sha512: string;
}

/**
 * Writes a distribution's jars as `<root>/libs/*.jar` and its class lists as `<root>/class-lists/*.txt`
 * into a tar archive, and beside it `<file>.sha512`, which `sha512sum --check` reads. The same files
 * give the same bytes on every machine. It is not compressed: jars are already, and zlib's output
 * differs between its versions.
 *
 * @param options.root top folder inside the archive, such as `kafka-3.9.2`
 */
export async function writeArchive(options: {
  readonly distribution: string;
  readonly root: string;
  readonly file: string;
}): Promise<WrittenArchive> {
  const { distribution, root, file } = options;
  const folders = await Promise.all(
    [CLASS_LISTS, 'libs'].map(async (name) => ({
      name,
      files: await readFiles(join(distribution, name)),
    })),
  );
  const partial = `${file}.partial-${process.pid}`;
  try {
    const archive = pack();
    const hash = createHash('sha512');
    // Its types leave out that it is iterable.
    const bytes = archive as unknown as AsyncIterable<Uint8Array>;
    const written = pipeline(hashed(bytes, hash), createWriteStream(partial));
    await Promise.all([written, packFolders(archive, { distribution, root, folders })]);
    const sha512 = hash.digest('hex');
    await writeFile(`${file}.sha512`, `${sha512}  ${basename(file)}\n`);
    await rename(partial, file);
    return { file, sha512 };
  } finally {
    await rm(partial, { force: true });
  }
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/** What would differ between machines is set, so that only names and contents decide the bytes. */
const SAME_EVERYWHERE = {
  uid: 0,
  gid: 0,
  uname: 'root',
  gname: 'root',
  // Any date would do; tar warns of 1970.
  mtime: new Date('2000-01-01T00:00:00Z'),
} satisfies Partial<Header>;

interface PackedFolder {
  readonly name: string;
  readonly files: readonly FoundFile[];
}

async function packFolders(
  archive: Pack,
  from: {
    readonly distribution: string;
    readonly root: string;
    readonly folders: readonly PackedFolder[];
  },
): Promise<void> {
  const { distribution, root, folders } = from;
  const directory = { ...SAME_EVERYWHERE, type: 'directory', mode: 0o755 } as const;
  archive.entry({ ...directory, name: `${root}/` });
  for (const folder of folders.filter(({ files }) => files.length > 0)) {
    archive.entry({ ...directory, name: `${root}/${folder.name}/` });
    for (const { name: file, bytes: size } of folder.files) {
      const name = `${root}/${folder.name}/${file}`;
      const entry = archive.entry({ ...SAME_EVERYWHERE, name, size, mode: 0o644 });
      await pipeline(createReadStream(join(distribution, folder.name, file)), entry);
    }
  }
  archive.finalize();
}
