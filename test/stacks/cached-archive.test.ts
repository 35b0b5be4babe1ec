import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureDistribution } from '../../scripts/distribution/ensure-distribution';
import { distributionName } from '../../scripts/distribution/pinned-jars';

// The example app itself, as `cdktf synth` runs it in a fresh clone: nothing is made by hand.
const APP = [
  '--disable-warning=DEP0044',
  join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs'),
  join(packageFolder(), 'stacks/main.ts'),
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cached-archive-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function synthesize(environment: NodeJS.ProcessEnv) {
  // What spawn is given as undefined is not set.
  const env = { ...process.env, KAFKA_ARCHIVE: undefined, CDKTF_OUTDIR: join(folder, 'out') };
  return spawnSync(process.execPath, APP, {
    cwd: folder,
    env: { ...env, ...environment },
    encoding: 'utf8',
  });
}

it('a stack that names no archive takes that of the cache, made by the first synth', async () => {
  mkdirSync(join(folder, 'cache/cdktf-kafka'), { recursive: true });
  const name = distributionName('3.9.2');
  symlinkSync(await ensureDistribution(), join(folder, 'cache/cdktf-kafka', name));
  const environment = { XDG_CACHE_HOME: join(folder, 'cache') };
  const first = synthesize(environment);
  expect(first).toMatchObject({ status: 0, stdout: '' });
  expect(first.stderr).toMatch(
    /^Kafka's archive is made once, as .*\/kafka-3\.9\.2\.tar \(a stack's kafkaArchive names another\)$/m,
  );
  const assets = join(folder, 'out/stacks/prod-logging/assets');
  const [asset] = readdirSync(assets, { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.tar'),
  );
  const digest = createHash('sha512')
    .update(readFileSync(join(assets, asset!)))
    .digest('hex');
  const stack = readFileSync(join(folder, 'out/stacks/prod-logging/cdk.tf.json'), 'utf8');
  expect(stack).toContain(`"source_hash": "${digest}"`);
  expect(synthesize(environment)).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

it('says by one message what is in the way, and how to name another archive', () => {
  writeFileSync(join(folder, 'cache'), 'no folder');
  const { status, stdout, stderr } = synthesize({ XDG_CACHE_HOME: join(folder, 'cache') });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/must be a place that can be written to, got (ENOTDIR|EEXIST)/);
  expect(stderr).toMatch(
    /^kafkaArchive: must be made where none is named, and that failed as told above\. .*distribution --out FILE/m,
  );
  expect(stderr).not.toMatch(/^ +at /m);
});

it('asks nothing of the cache where an archive is named', () => {
  writeFileSync(join(folder, 'named.tar'), 'an archive');
  const environment = { XDG_CACHE_HOME: join(folder, 'cache'), KAFKA_ARCHIVE: 'named.tar' };
  expect(synthesize(environment)).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(readdirSync(folder)).not.toContain('cache');
});
