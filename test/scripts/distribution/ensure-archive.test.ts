import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { findProgram } from '../../../scripts/system/find-program';
import { ensureArchive } from '../../../scripts/distribution/ensure-archive';
import { ensureDistribution } from '../../../scripts/distribution/ensure-distribution';
import { distributionName } from '../../../scripts/distribution/pinned-jars';

const CLI = join(packageFolder(), 'dist/scripts/cli.js');
const NAME = distributionName('3.9.2');

let cache: string;
const progress: string[] = [];
beforeEach(async () => {
  progress.splice(0);
  cache = mkdtempSync(join(tmpdir(), 'archive-'));
  // Jars from the user's own cache, so that Maven is not asked each time.
  symlinkSync(await ensureDistribution(), join(cache, NAME));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const ensure = () => ensureArchive({ cache, onProgress: (text) => progress.push(text) });
const digest = (file: string) => createHash('sha512').update(readFileSync(file)).digest('hex');

it('is made once, under a name that says of which jars, and is then found without a word', async () => {
  const made = await ensure();
  expect(made.file).toBe(join(cache, `${NAME}-archive/kafka-3.9.2.tar`));
  expect(made.sha512).toBe(digest(made.file));
  expect(progress).toEqual([
    `Kafka's archive is made once, as ${made.file} (a stack's kafkaArchive names another)`,
    'packing the jars',
  ]);
  progress.splice(0);
  // Then it needs nothing else either: no jars, no Maven.
  rmSync(join(cache, NAME));
  expect(await ensure()).toEqual(made);
  expect(progress).toEqual([]);
});

it('is made anew where it is damaged, with the same bytes', async () => {
  const made = await ensure();
  appendFileSync(made.file, 'x');
  expect(await ensure()).toEqual(made);
  expect(digest(made.file)).toBe(made.sha512);
});

describe('`distribution --cached`', () => {
  /** The user's cache folder of a process, of which `cache` is a stand-in. */
  const environment = (more: NodeJS.ProcessEnv = {}) => {
    const home = mkdtempSync(join(cache, 'home-'));
    symlinkSync(cache, join(home, 'cdktf-kafka'));
    return { ...process.env, XDG_CACHE_HOME: home, ...more };
  };
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [CLI, 'distribution', '--cached', '--no-sudo'], {
      env,
      encoding: 'utf8',
    });

  it('prints digest and name; two at once end with one whole archive', async () => {
    const env = environment();
    const both = [1, 2].map(() => {
      const child = spawn(process.execPath, [CLI, 'distribution', '--cached'], { env });
      return once(child, 'exit');
    });
    expect(await Promise.all(both)).toEqual([
      [0, null],
      [0, null],
    ]);
    const { stdout, stderr } = run(env);
    const file = join(env.XDG_CACHE_HOME, `cdktf-kafka/${NAME}-archive/kafka-3.9.2.tar`);
    expect(stdout).toBe(`${digest(file)}  ${file}\n`);
    expect(stderr).toBe('');
  });

  it.each<[string, RegExp, (env: NodeJS.ProcessEnv) => void]>([
    [
      'without Java and Maven',
      /^This machine: must have Java 17 or newer, Maven\. Install it with:$/m,
      (env) => {
        env.PATH = join(cache, 'empty');
        delete env.JAVA_HOME;
      },
    ],
    [
      'where Maven reaches nobody',
      /^mvn dependency:copy-dependencies: must bring the jars that kafka\/pom\.xml names\. Check the network/m,
      (env) => {
        rmSync(join(cache, NAME));
        const offline = `--offline -Dmaven.repo.local='${join(cache, 'repository')}'`;
        const bin = join(cache, 'bin');
        mkdirSync(bin);
        const wrapper = `#!/bin/sh\nexec ${findProgram(['mvn'])} ${offline} "$@"\n`;
        writeFileSync(join(bin, 'mvn'), wrapper, { mode: 0o755 });
        env.PATH = `${bin}:${process.env.PATH}`;
      },
    ],
    [
      'where the cache is no folder',
      /^\S+: must be a place that can be written to, got (ENOTDIR|EEXIST): .*name another folder for caches in XDG_CACHE_HOME\.$/m,
      (env) => {
        env.XDG_CACHE_HOME = join(cache, 'a-file');
        writeFileSync(env.XDG_CACHE_HOME, '');
      },
    ],
  ])('ends with one clear message %s', (_, message, spoil) => {
    const env: NodeJS.ProcessEnv = environment();
    spoil(env);
    const { status, stdout, stderr } = run(env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});
