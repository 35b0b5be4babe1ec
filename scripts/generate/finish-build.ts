import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { forTerrain } from './for-terrain';

// The last step of the build, after tsc.
const built = join(packageFolder(), 'dist');
const from = join(built, 'stacks');
const to = join(built, 'terrain');
const MODULE = /\.(js|d\.ts)$/;

// What tsc once made of a file that has moved stays, and may be found in place of the new one.
for (const room of ['cluster', 'scripts', 'stacks']) {
  for (const file of modulesIn(join(built, room))) {
    const source = join(packageFolder(), room, file.replace(MODULE, '.ts'));
    if (!existsSync(source)) rmSync(join(built, room, file));
  }
}

// What it has made of stacks/, once more for CDK Terrain.
rmSync(to, { recursive: true, force: true });
for (const file of modulesIn(from)) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  writeFileSync(join(to, file), forTerrain(readFileSync(join(from, file), 'utf8')));
}

function modulesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => MODULE.test(file));
}
