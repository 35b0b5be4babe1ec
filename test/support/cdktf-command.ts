import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureNpmPackages } from './npm-packages';

/** What cdktf talks to terminals with needs a compiler; its successor under another name does not. */
const NATIVE = '@cdktf/node-pty-prebuilt-multiarch';
const WITHOUT_COMPILER = '@lydell/node-pty';

/** The last `cdktf` command that there was, installed apart: this checkout has CDK Terrain's `cdktn`. */
export async function ensureCdktf(): Promise<string> {
  const packages = { 'cdktf-cli': '0.21.0', [WITHOUT_COMPILER]: '1.1.0' };
  const folder = await ensureNpmPackages(packages, async (made) => {
    // Not by an override to another name, which npm before 10 can't read.
    const native = join(made, 'node_modules', NATIVE);
    await rm(native, { recursive: true });
    await symlink(join('..', WITHOUT_COMPILER), native);
  });
  return join(folder, 'node_modules/.bin/cdktf');
}
