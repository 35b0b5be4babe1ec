// Builds the package where something changed since the last build, before scripts that need it.
// Run by Node itself, which strips the types: a compiler's own start takes longer than all of this.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const BUILT = join(ROOT, 'dist');
/** What the last build was made of and made: written when it is whole. */
const STAMP = join(BUILT, '.built');

/** What tsc and the last step of the build read; templates are read when they are used. */
const SOURCES = ['cluster', 'scripts', 'stacks'];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** By content, since a checkout gives files new times; what was made by size, so that a lost file tells. */
function stamp(): string {
  const hash = createHash('sha256');
  const sources = SOURCES.flatMap((folder) => filesIn(join(ROOT, folder)));
  for (const file of [...sources, ...SETTINGS.map((name) => join(ROOT, name))]) {
    hash.update(`${file}\n`).update(readFileSync(file)).update('\n');
  }
  for (const file of filesIn(BUILT)) {
    if (file !== STAMP) hash.update(`${file} ${statSync(file).size}\n`);
  }
  return hash.digest('hex');
}

const isBuilt = (): boolean => existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp();

if (process.argv.includes('--note')) {
  writeFileSync(STAMP, stamp());
} else if (!isBuilt()) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
