import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../../scripts/system/run-program';
import { userFolders } from '../../scripts/system/user-folders';
import { inTurn } from './in-turn';

/** Packages by their names, each of one version. */
export type NpmPackages = Readonly<Record<string, string>>;

interface NewFolder {
  readonly cache: string;
  readonly whole: string;
  readonly manifest: string;
  readonly finish: (folder: string) => Promise<void>;
}

/**
 * A folder in the user's cache with these very packages in its node_modules, installed where there is
 * none: the AWS bindings are of 400 MB, which every test would otherwise unpack anew.
 *
 * @param finish is given the folder before it appears under its name
 */
export async function ensureNpmPackages(
  packages: NpmPackages,
  finish: (folder: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  const manifest = JSON.stringify({ private: true, dependencies: packages });
  const digest = createHash('sha256').update(manifest).digest('hex').slice(0, 16);
  const cache = join(userFolders().cache, 'npm-packages');
  const whole = join(cache, digest);
  if (!existsSync(whole)) await inTurn(whole, () => make({ cache, whole, manifest, finish }));
  return whole;
}

async function make({ cache, whole, manifest, finish }: NewFolder): Promise<void> {
  if (existsSync(whole)) return;
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(`${whole}-`);
  try {
    await writeFile(join(folder, 'package.json'), manifest);
    const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    await install(['npm', 'install', '--prefix', folder, ...quietly]);
    await finish(folder);
    await rename(folder, whole).catch((error: unknown) => {
      // Where nobody waits, another was first.
      if (!existsSync(whole)) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function install(argv: readonly string[]): Promise<void> {
  const { code, lastLines } = await runProgram(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}:\n${lastLines.join('\n')}`);
}
