import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../cluster/errors';
import { packageFolder } from '../cluster/package-folder';

// Imported first, for its effect: without its peers, which npm does not install by itself since the
// command works without them, the imports after it fail with words that help nobody.
const { name, peerDependencies } = JSON.parse(
  readFileSync(join(packageFolder(), 'package.json'), 'utf8'),
) as { readonly name: string; readonly peerDependencies: Readonly<Record<string, string>> };

const missing = Object.keys(peerDependencies).filter((peer) => !isInstalled(peer));

if (missing.length > 0) {
  const wanted = missing.map((peer) => `"${peer}@${peerDependencies[peer]}"`);
  throw new UserError(
    `${name}: must have ${missing.join(', ')} installed beside it. Run: npm install ${wanted.join(' ')}`,
  );
}

function isInstalled(peer: string): boolean {
  try {
    require.resolve(peer);
    return true;
  } catch {
    return false;
  }
}
