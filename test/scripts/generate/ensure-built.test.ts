import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';

const PROGRAM = 'scripts/generate/ensure-built.mts';

/** A checkout whose build writes one file, and a line each time. */
const BUILD = `const fs = require('node:fs');
fs.mkdirSync('dist', { recursive: true });
fs.writeFileSync('dist/a.js', fs.readFileSync('cluster/a.ts'));
fs.appendFileSync('builds', 'x');
if (fs.readFileSync('cluster/a.ts', 'utf8') === 'wrong') process.exit(3);`;

let root: string;
const at = (file: string) => join(root, file);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ensure-built-'));
  for (const folder of ['cluster', 'scripts/generate', 'stacks']) {
    mkdirSync(at(folder), { recursive: true });
  }
  copyFileSync(join(packageFolder(), PROGRAM), at(PROGRAM));
  const build = `node build.js && node ${PROGRAM} --note`;
  writeFileSync(at('package.json'), JSON.stringify({ scripts: { build } }));
  for (const file of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    writeFileSync(at(file), '{}');
  }
  for (const file of ['cluster/a.ts', 'stacks/b.ts']) writeFileSync(at(file), file);
  writeFileSync(at('build.js'), BUILD);
  ensure();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const ensure = () =>
  spawnSync(process.execPath, ['--no-warnings', at(PROGRAM)], { cwd: tmpdir(), encoding: 'utf8' });
const builds = () => readFileSync(at('builds'), 'utf8').length;

it('builds what was never built, and nothing where nothing changed', () => {
  expect(builds()).toBe(1);
  expect(ensure()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(builds()).toBe(1);
});

it('does not build for a new time alone, as a checkout of another branch and back leaves it', () => {
  utimesSync(at('cluster/a.ts'), 1, 1);
  expect(ensure().status).toBe(0);
  expect(builds()).toBe(1);
});

it.each<[string, () => void]>([
  ['another content of the same size', () => writeFileSync(at('cluster/a.ts'), 'cluster/b.ts')],
  ['a source more', () => writeFileSync(at('stacks/c.ts'), '')],
  ['a source less', () => rmSync(at('stacks/b.ts'))],
  ['another tsconfig', () => writeFileSync(at('tsconfig.json'), '{ }')],
  ['other packages', () => writeFileSync(at('package-lock.json'), '{ }')],
  ['a built file that was lost', () => rmSync(at('dist/a.js'))],
  ['nothing that was built', () => rmSync(at('dist'), { recursive: true })],
])('builds once for %s', (_, change) => {
  change();
  expect(ensure().status).toBe(0);
  expect(ensure().status).toBe(0);
  expect(builds()).toBe(2);
  expect(existsSync(at('dist/a.js'))).toBe(true);
});

it('a build that fails ends the script, and is tried again', () => {
  writeFileSync(at('cluster/a.ts'), 'wrong');
  expect(ensure().status).toBe(3);
  expect(ensure().status).toBe(3);
  expect(builds()).toBe(3);
});
