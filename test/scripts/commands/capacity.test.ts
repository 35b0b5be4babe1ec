import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import type { KafkaClusterSpec } from '../../../cluster/index';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
const PRODUCTION = join(packageFolder(), 'stacks', 'prod-logging.spec.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capacity-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function capacity(...args: readonly string[]) {
  return capacityIn('C', ...args);
}

function capacityIn(locale: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'capacity', ...args], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0', LC_ALL: locale },
  });
  return { status, stdout, stderr };
}

function specFile(spec: KafkaClusterSpec): string {
  const file = join(folder, 'cluster.spec.mjs');
  writeFileSync(file, `export default ${JSON.stringify(spec)};\n`);
  return file;
}

it('exits 0 for the production cluster, which bears its peak with one broker down', () => {
  const { status, stdout, stderr } = capacity(PRODUCTION);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('+ Fits, also with one broker down.');
});

it('prints what its page of the documentation shows', () => {
  const page = readFileSync(join(packageFolder(), 'docs', 'capacity.md'), 'utf8');
  expect(page).toContain(capacityIn('C.UTF-8', PRODUCTION).stdout);
});

it('says of hosts that write logs what that page shows', async () => {
  const page = readFileSync(join(packageFolder(), 'docs', 'capacity.md'), 'utf8');
  const { default: production } = (await import(PRODUCTION)) as { default: KafkaClusterSpec };
  const file = specFile({
    ...production,
    jvm: { brokerHeapMiB: 512 },
    shippers: [
      {
        ...{ name: 'web', client: 'shipper', hosts: 635, addresses: 1 },
        files: [{ pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }],
      },
    ],
  });
  const { status, stdout } = capacityIn('C.UTF-8', file);
  expect(status).toBe(1);
  const told = stdout.split('\n').filter((line) => /Connections|Shippers|shippers/.test(line));
  expect(told).toHaveLength(3);
  expect(page).toContain(told.join('\n'));
});

it('prints figures for a program with --json', () => {
  const { status, stdout } = capacity('--json', PRODUCTION);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ clusterName: 'prod-logging', fits: true });
});

it('exits 1 for what does not fit, in both forms', () => {
  const file = specFile(validSpec({ retention: { hours: 5000 } }));
  const forPeople = capacity(file);
  expect(forPeople.status).toBe(1);
  expect(forPeople.stdout).toMatch(/^x storage: must hold 5,000 hours/m);
  expect(forPeople.stdout).toContain('x Does not fit.');

  const forPrograms = capacity('--json', file);
  expect(forPrograms.status).toBe(1);
  expect(JSON.parse(forPrograms.stdout)).toMatchObject({ fits: false });
});

it.each([
  ['no file', () => join(folder, 'none.ts'), /none\.ts: must be a spec file/],
  [
    'a spec with a fault',
    () => specFile(unsoundSpec({ instanceType: 'd3.2xlrage' })),
    /instanceType: must be .*d3\.2xlarge/,
  ],
])('exits 2 with one line for %s, since nothing could be worked out', (_, file, message) => {
  const { status, stdout, stderr } = capacity(file());
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('is among the commands that help lists', () => {
  expect(execFileSync(process.execPath, [CLI, '--help'], { encoding: 'utf8' })).toContain(
    'capacity [options] <spec>',
  );
});
