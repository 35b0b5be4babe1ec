import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userFolders } from '../../scripts/system/user-folders';
import { ensureCachedFolder } from '../support/debian/cached-folder';
import { machineAptOptions, machineSources } from '../support/debian/machine-apt';
import { makeDebianTree } from '../support/debian/make-tree';

/** What the README asks for; the authorities of TLS come with any Debian that reaches a registry. */
const PACKAGES: readonly string[] = ['git', 'nodejs', 'npm', 'ca-certificates'];

/** Where trees lie, and what is written to them. */
export const bareMachines = (): string => join(userFolders().cache, 'bare-machines');

/**
 * A minimal Debian with git, Node and npm as Debian has them, never written to: built once (one to
 * three minutes), then found in the user's cache folder.
 */
export function ensureBareTree(suite: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([suite, PACKAGES]));
  for (const file of [...machineAptOptions(), ...machineSources(suite)]) {
    hash.update(readFileSync(file));
  }
  return ensureCachedFolder({
    cache: join(bareMachines(), suite),
    digest: hash.digest('hex').slice(0, 16),
    build: (scratch) => makeDebianTree({ suite, packages: PACKAGES }, scratch),
  });
}
