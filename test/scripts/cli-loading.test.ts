import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';

/** Prints the name of each package that is loaded. */
const TELL_LOADED = `
const Module = require('node:module');
const load = Module._load;
Module._load = function (name) {
  if (!/^(node:|[./])/.test(name)) process.stderr.write('loaded ' + name + '\\n');
  return load.apply(this, arguments);
};`;

/** Each takes as long as all that a command needs to tell what it does, or longer. */
const HEAVY = [
  ...['@platformatic/kafka', 'ssh2', '@aws-sdk/client-s3', '@aws-sdk/client-ec2', 'listr2'],
  ...['jiti', 'cdktf', 'cdktn', '@cdktf/provider-aws'],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-loading-'));
  writeFileSync(join(folder, 'tell-loaded.cjs'), TELL_LOADED);
});
afterAll(() => rmSync(folder, { recursive: true }));

function loadedBy(...args: readonly string[]): readonly string[] {
  const cli = join(packageFolder(), 'dist/scripts/cli.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'tell-loaded.cjs'), cli, ...args],
    { encoding: 'utf8' },
  );
  expect({ status, stderr: stderr.replaceAll(/^loaded .*\n/gm, '') }).toEqual({
    status: 0,
    stderr: '',
  });
  return [...stderr.matchAll(/^loaded (.*)$/gm)].map(([, name]) => name!);
}

it.each([
  '--version',
  '--help',
  'capacity --help',
  'converge --help',
  'distribution --help',
  'gate --help',
  'local run --help',
  'plan-review --help',
  'render --help',
  'replace --help',
  'smoke --help',
  'status --help',
])('no large library is loaded for %s', (words) => {
  const loaded = loadedBy(...words.split(' '));
  expect(loaded).toContain('commander');
  expect(loaded.filter((name) => HEAVY.includes(name))).toEqual([]);
});

it('the client of Kafka is loaded for the checks, which are listed by what they are', () => {
  expect(loadedBy('smoke', '--list')).toContain('@platformatic/kafka');
});
