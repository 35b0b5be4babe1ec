import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaVersion } from '../../../cluster/kafka-releases';
import { packageFolder } from '../../../cluster/package-folder';
import { classLists } from '../../../scripts/distribution/class-lists';
import { pinnedJars } from '../../../scripts/distribution/pinned-jars';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'distribution-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cdktfKafka = (...args: string[]) =>
  execFileSync(process.execPath, [join(packageFolder(), 'dist/scripts/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

test.each<[KafkaVersion, readonly string[]]>([
  ['3.9.2', []],
  ['3.8.1', ['--kafka-version', '3.8.1']],
])(
  '`distribution --out` packs every pinned jar of Kafka %s and its class lists, and prints the digest that it wrote beside it',
  (version, options) => {
    const printed = cdktfKafka('distribution', ...options, '--out', 'kafka.tar');
    expect(printed).toMatch(/^[0-9a-f]{128} {2}kafka\.tar\n$/);
    expect(readFileSync(join(folder, 'kafka.tar.sha512'), 'utf8')).toBe(printed);
    const listed = execFileSync('tar', ['-tf', join(folder, 'kafka.tar')], { encoding: 'utf8' });
    expect(listed.trim().split('\n')).toEqual([
      `kafka-${version}/`,
      `kafka-${version}/class-lists/`,
      ...classLists(version).map(({ name }) => `kafka-${version}/class-lists/${name}`),
      `kafka-${version}/libs/`,
      ...pinnedJars(version).map(({ name }) => `kafka-${version}/libs/${name}`),
    ]);
  },
);

test('`distribution` alone prints the folder in the cache', () => {
  const printed = cdktfKafka('distribution');
  expect(printed).toMatch(/\/kafka-3\.9\.2-[0-9a-f]{12}\n$/);
});

test('a release that is not carried is refused with those that are', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(packageFolder(), 'dist/scripts/cli.js'), 'distribution', '--kafka-version', '4.0.0'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(2);
  expect(stderr).toBe(
    "--kafka-version: must be one of 3.9.2, 3.9.1, 3.8.1, got '4.0.0'. See `cdktf-kafka distribution --help`.\n",
  );
});
