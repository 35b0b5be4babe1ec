import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { goldenFiles } from '../../support/golden';
import { unsoundSpec } from '../../support/spec-builder';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
const PRODUCTION = join(packageFolder(), 'stacks', 'prod-logging.spec.ts');

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'dashboards-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dashboards = (...args: readonly string[]) =>
  spawnSync(process.execPath, [CLI, 'dashboards', ...args], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', LC_ALL: 'C' },
  });

it('writes the dashboards of the production cluster, the first one to look at first', () => {
  const { status, stdout, stderr } = dashboards(PRODUCTION, '--out', folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const pages = ['overview', 'brokers', 'topics', 'clients', 'zookeeper', 'hosts'];
  const names = pages.map((page) => `prod-logging-${page}.dashboard.json`);
  expect(stdout).toBe(names.map((name) => `${join(folder, name)}\n`).join(''));
  const written = Object.fromEntries(
    names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  expect(written).toEqual(goldenFiles('dashboards', written));
});

it('tells of all that is wrong with a spec, and writes nothing', () => {
  const spec = join(folder, 'unsound.spec.mjs');
  writeFileSync(
    spec,
    `export default ${JSON.stringify(unsoundSpec({ clusterName: 'Not A Name' }))};\n`,
  );
  const { status, stdout } = dashboards(spec, '--out', join(folder, 'none'));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

it('tells where it can not write', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { status, stderr } = dashboards(PRODUCTION, '--out', file);
  expect(status).toBe(2);
  expect(stderr).toMatch(/a-file.*must be written to, and was not/s);
});
