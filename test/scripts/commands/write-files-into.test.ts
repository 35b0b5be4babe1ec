import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { goldenFiles } from '../../support/golden';
import { unsoundSpec } from '../../support/spec-builder';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
const PRODUCTION = join(packageFolder(), 'stacks', 'prod-logging.spec.ts');

/** Each with what it is told besides, and the files that it writes, in their order. */
const COMMANDS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['alerts', ['--runbook', 'https://wiki.example.com/runbook'], ['.rules.yml', '.scrape.yml']],
  [
    'dashboards',
    [],
    ['overview', 'brokers', 'topics', 'clients', 'zookeeper', 'hosts'].map(
      (page) => `-${page}.dashboard.json`,
    ),
  ],
];

describe.each(COMMANDS)('cdktf-kafka %s', (command, words, files) => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), `${command}-`))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (spec: string, out: string) =>
    spawnSync(process.execPath, [CLI, command, spec, '--out', out, ...words], {
      encoding: 'utf8',
      env: { ...process.env, FORCE_COLOR: '0', LC_ALL: 'C' },
    });

  it('writes the files of the production cluster, and names each', () => {
    const { status, stdout, stderr } = run(PRODUCTION, folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const names = files.map((file) => `prod-logging${file}`);
    expect(stdout).toBe(names.map((name) => `${join(folder, name)}\n`).join(''));
    const written = Object.fromEntries(
      names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    );
    expect(written).toEqual(goldenFiles(command, written));
  });

  it('tells of all that is wrong with a spec, and writes nothing', () => {
    const spec = join(folder, 'unsound.spec.mjs');
    const unsound = unsoundSpec({ clusterName: 'Not A Name' });
    writeFileSync(spec, `export default ${JSON.stringify(unsound)};\n`);
    const { status, stdout } = run(spec, join(folder, 'none'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('tells where it can not write', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { status, stderr } = run(PRODUCTION, file);
    expect(status).toBe(2);
    expect(stderr).toMatch(/a-file.*must be written to, and was not/s);
  });
});
