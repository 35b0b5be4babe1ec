import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HostFile } from '../../cluster/host-files';

interface NamedText {
  readonly path: string;
  readonly content: string | Buffer;
}

/** SHA-256 of the files that lie in a process's folder of configuration: what it reads when it starts. */
export function digestOfFolder(folder: string): string {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return digestOf(
    files.map(({ name }) => ({
      path: join(folder, name),
      content: readFileSync(join(folder, name)),
    })),
  );
}

/** The same of files that are rendered. */
export function digestOfRendered(files: readonly HostFile[], folder: string): string {
  return digestOf(files.filter(({ path }) => dirname(path) === folder));
}

function digestOf(files: readonly NamedText[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0`).update(content).update('\0');
  }
  return hash.digest('hex');
}
