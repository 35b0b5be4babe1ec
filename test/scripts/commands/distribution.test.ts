import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { pinnedJars } from '../../../scripts/distribution/pinned-jars';

jest.setTimeout(180_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'distribution-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cdktfKafka = (...args: string[]) =>
  execFileSync(process.execPath, [join(packageFolder(), 'dist/scripts/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

test('`distribution --out` packs every pinned jar and prints the digest that it wrote beside it', () => {
  const printed = cdktfKafka('distribution', '--out', 'kafka.tar');
  expect(printed).toMatch(/^[0-9a-f]{128} {2}kafka\.tar\n$/);
  expect(readFileSync(join(folder, 'kafka.tar.sha512'), 'utf8')).toBe(printed);
  const listed = execFileSync('tar', ['-tf', join(folder, 'kafka.tar')], { encoding: 'utf8' });
  expect(listed.trim().split('\n')).toEqual([
    'kafka-3.9.2/',
    'kafka-3.9.2/libs/',
    ...pinnedJars('3.9.2').map(({ name }) => `kafka-3.9.2/libs/${name}`),
  ]);
});

test('`distribution` alone prints the folder in the cache', () => {
  const printed = cdktfKafka('distribution');
  expect(printed).toMatch(/\/kafka-3\.9\.2-[0-9a-f]{12}\n$/);
});
