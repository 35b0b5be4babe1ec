import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaClusterSpec } from '../../../cluster/index';
import { packageFolder } from '../../../cluster/package-folder';
import type { RenderManifest } from '../../../scripts/render/manifest';
import { unsoundSpec, validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');

let folder: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'render-'));
  out = join(folder, 'out');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function render(spec: KafkaClusterSpec | string, ...more: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, 'render', typeof spec === 'string' ? spec : specFile(spec), '--out', out, ...more],
    { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } },
  );
  return { status, stdout, stderr };
}

function specFile(spec: KafkaClusterSpec): string {
  const file = join(folder, 'cluster.spec.mjs');
  writeFileSync(file, `export default ${JSON.stringify(spec)};\n`);
  return file;
}

const inOut = (path: string) => join(out, path);
/** The manifest among them. */
const filesIn = (at: string) =>
  readdirSync(at, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());

it('writes the files of the production cluster, one folder a host', () => {
  const { status, stdout, stderr } = render(join(packageFolder(), 'stacks/prod-logging.spec.ts'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const [, each] = /^broker-2 +eu-west-1b +kafka, zookeeper +(\d+)/m.exec(stdout) ?? [];
  const count = filesIn(out).length - 1;
  expect(Number(each) * 3).toBe(count);
  expect(stdout).toContain(`${count} files (${count} new) in ${out}`);
  expect(readFileSync(inOut('broker-2/etc/kafka/server.properties'), 'utf8')).toContain(
    '\nbroker.id=2\n',
  );
  expect(readFileSync(inOut('broker-3/var/lib/zookeeper/snapshots/myid'), 'utf8')).toBe('3\n');
});

it('prints the manifest that it writes, and what it lists is what stands there', () => {
  const { stdout } = render(GOLDEN_SPECS['many-disks']!, '--json');
  const manifest = JSON.parse(stdout) as RenderManifest;
  expect(JSON.parse(readFileSync(inOut('manifest.json'), 'utf8'))).toEqual(manifest);
  expect(manifest.hosts.length).toBe(6);
  for (const { name, files } of manifest.hosts) {
    for (const { path, mode, sha256 } of files) {
      const place = inOut(name + path);
      const digest = createHash('sha256').update(readFileSync(place)).digest('hex');
      expect(digest).toBe(sha256);
      expect(statSync(place).mode & 0o7777).toBe(parseInt(mode, 8));
    }
  }
});

it('over an earlier render, says what differs and what that needs on the hosts', () => {
  render(validSpec());
  const { stdout } = render(
    validSpec({
      retention: { hours: 24 },
      brokerSettings: { 'zookeeper.session.timeout.ms': 18_000 },
    }),
  );
  expect(stdout).toMatch(
    /^broker-1 +\/etc\/kafka\/server\.properties +changed +a restart of Kafka for zookeeper\.session/m,
  );
  const count = filesIn(out).length - 1;
  expect(stdout).toContain(`${count} files (3 changed, ${count - 3} as before)`);
});

it('refuses a folder with anything of somebody else in it, and changes nothing', () => {
  mkdirSync(out);
  writeFileSync(inOut('notes.txt'), 'remember');
  const { status, stderr, stdout } = render(validSpec());
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toBe(
    `${out}: must be empty or hold nothing but an earlier render, got 'notes.txt'. ` +
      'Move that away, or choose another folder.\n',
  );
  expect(existsSync(inOut('manifest.json'))).toBe(false);
});

it('writes nothing for a spec with problems, and names them all', () => {
  const { status, stderr } = render(unsoundSpec({ clusterName: 'No', retention: { hours: 0 } }));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^clusterName: must .*\nretention\.hours: must /);
  expect(existsSync(out)).toBe(false);
});
