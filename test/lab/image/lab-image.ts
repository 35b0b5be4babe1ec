import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../../scripts/processes/process-id';
import { userFolders } from '../../../scripts/user-folders';
import { buildImage, FILES, PREBAKE } from './build-image';

/** Debian 12 as EC2 hosts have it, as trees that hosts share and never write to. */
export interface LabImage {
  /** As Debian publishes it: without Java. */
  readonly bare: string;
  /** A layer over {@link bare} with all that a host of the cluster needs. */
  readonly prebaked: string;
  /** The packages that the two differ by, as an apt repository. */
  readonly packages: string;
}

/**
 * The image of this recipe: built once (about a minute), then found in the user's cache folder under
 * a digest of all that decides its content. A newer recipe's image takes the place of an older one.
 */
export async function ensureLabImage(
  options: { onProgress?: (text: string) => void; signal?: AbortSignal } = {},
): Promise<LabImage> {
  const cache = join(userFolders().cache, 'lab-images');
  const folder = join(cache, recipeDigest());
  if (!existsSync(folder)) {
    options.onProgress?.('building the image of the hosts (about a minute, once)');
    await mkdir(cache, { recursive: true });
    await removeOthers(cache);
    const scratch = `${folder}.partial-${process.pid}`;
    try {
      await buildImage(scratch, options.signal);
      await rename(scratch, folder);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  return {
    bare: join(folder, 'bare'),
    prebaked: join(folder, 'prebake', 'changes'),
    packages: join(folder, 'prebake', 'packages'),
  };
}

const RECIPE = [PREBAKE, join(__dirname, 'build-image.ts'), join(__dirname, 'recipe.ts')];

function recipeDigest(): string {
  const hash = createHash('sha256');
  const files = readdirSync(FILES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...RECIPE, ...files]) {
    hash.update(file.slice(__dirname.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Images of other recipes, save those that a builder or a lab uses at this moment. */
async function removeOthers(cache: string): Promise<void> {
  const mounts = readFileSync('/proc/self/mounts', 'utf8');
  for (const name of await readdir(cache)) {
    const builder = /\.partial-(\d+)$/.exec(name)?.[1];
    if (mounts.includes(join(cache, name)) || (builder && isAlive(Number(builder)))) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}
