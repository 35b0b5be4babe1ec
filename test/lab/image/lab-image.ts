import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userFolders } from '../../../scripts/system/user-folders';
import { ensureCachedFolder } from '../../support/debian/cached-folder';
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
  const folder = await ensureCachedFolder({
    cache: join(userFolders().cache, 'lab-images'),
    digest: recipeDigest(),
    build: (scratch) => {
      options.onProgress?.('building the image of the hosts (about a minute, once)');
      return buildImage(scratch, options.signal);
    },
  });
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
