import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { forTerrain } from './for-terrain';

// The last step of the build: what tsc has made of stacks/, once more for CDK Terrain.
const from = join(packageFolder(), 'dist/stacks');
const to = join(packageFolder(), 'dist/terrain');

rmSync(to, { recursive: true, force: true });
for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(js|d\.ts)$/.test(file)) continue;
  mkdirSync(dirname(join(to, file)), { recursive: true });
  writeFileSync(join(to, file), forTerrain(readFileSync(join(from, file), 'utf8')));
}
