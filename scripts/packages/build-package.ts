import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '../../cluster/errors';
import { findProgram } from '../system/find-program';
import { runProgram } from '../system/run-program';

const BUILDER = 'dpkg-deb';

/** A file of a package. What ends in `.gz` is packed. */
export interface PackagedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
}

/** @throws UserError where nothing here can make packages of Debian */
export function requirePackageBuilder(): void {
  if (findProgram([BUILDER])) return;
  throw new UserError(
    `--deb: must find ${BUILDER}, and it is in no folder of PATH. ` +
      'Install it (Debian has it; macOS: brew install dpkg), or leave --deb out.',
  );
}

/**
 * Makes a package of Debian. The same files and time give the same package.
 *
 * @throws UserError where it can not be made
 */
export async function buildPackage(
  files: readonly PackagedFile[],
  { path, now }: { readonly path: string; readonly now: Date },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  // mkdtemp keeps others out, and this one becomes the root of a host.
  chmodSync(folder, 0o755);
  try {
    for (const file of files) {
      const at = join(folder, file.path);
      makeFolders(folder, dirname(file.path));
      writeFileSync(at, at.endsWith('.gz') ? gzipSync(file.content, { level: 9 }) : file.content);
      chmodSync(at, file.mode);
    }
    const { code, lastLines } = await runProgram(
      [BUILDER, '--root-owner-group', '-Zxz', '--build', folder, resolve(path)],
      { env: { SOURCE_DATE_EPOCH: String(Math.floor(now.getTime() / 1_000)) } },
    );
    if (code !== 0) {
      throw new UserError(`${path}: must be made by ${BUILDER}, and was not: ${lastLines.at(-1)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With the modes that they have on a host, whatever the umask is. */
function makeFolders(root: string, path: string): void {
  if (path === '/' || path === '.') return;
  makeFolders(root, dirname(path));
  mkdirSync(join(root, path), { recursive: true });
  chmodSync(join(root, path), 0o755);
}
