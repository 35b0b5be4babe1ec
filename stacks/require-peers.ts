import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../cluster/errors';
import { packageFolder } from '../cluster/package-folder';

/** A framework's packages, with a range where it is narrower than that of package.json. */
interface Framework {
  readonly title: string;
  readonly entry: string;
  readonly peers: Readonly<Record<string, string | undefined>>;
}

/** By the folder of dist/ whose modules import it. */
const FRAMEWORKS = {
  stacks: {
    title: 'CDKTF',
    entry: 'cdktf-kafka-cluster',
    peers: { '@cdktf/provider-aws': undefined, cdktf: undefined, constructs: undefined },
  },
  terrain: {
    title: 'CDK Terrain',
    entry: 'cdktf-kafka-cluster/terrain',
    // It refuses newer constructs, which npm would otherwise take.
    peers: { '@cdktn/provider-aws': undefined, cdktn: undefined, constructs: '>=10.6 <10.8' },
  },
} as const satisfies Record<string, Framework>;

// Imported first, for its effect: without its peers, which npm does not install by itself since the
// command works without them, the imports after it fail with words that help nobody.
const isTerrain = basename(__dirname) === 'terrain';
const ours: Framework = FRAMEWORKS[isTerrain ? 'terrain' : 'stacks'];
const other: Framework = FRAMEWORKS[isTerrain ? 'stacks' : 'terrain'];

const missing = missingOf(ours);
if (missing.length > 0) {
  const wanted = missing.map((peer) => `"${peer}@${ours.peers[peer] ?? declaredRange(peer)}"`);
  throw new UserError(
    `${ours.entry}: must have ${missing.join(', ')} installed beside it. ` +
      `Run: npm install ${wanted.join(' ')}` +
      (missingOf(other).length > 0 ? '' : `; or, with ${other.title}, import '${other.entry}'`),
  );
}

function missingOf({ peers }: Framework): readonly string[] {
  return Object.keys(peers).filter((peer) => !isInstalled(peer));
}

function isInstalled(peer: string): boolean {
  try {
    require.resolve(peer);
    return true;
  } catch {
    return false;
  }
}

function declaredRange(peer: string): string {
  const { peerDependencies } = JSON.parse(
    readFileSync(join(packageFolder(), 'package.json'), 'utf8'),
  ) as { readonly peerDependencies: Readonly<Record<string, string>> };
  return peerDependencies[peer]!;
}
