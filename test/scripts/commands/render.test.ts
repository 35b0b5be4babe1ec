import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
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
  const file = join(folder, `${Math.random()}.spec.mjs`);
  writeFileSync(file, `export default ${JSON.stringify(spec)};\n`);
  return file;
}

const inOut = (path: string) => join(out, path);

it('writes the files of the production cluster, one folder a host', () => {
  const { status, stdout, stderr } = render(join(packageFolder(), 'stacks/prod-logging.spec.ts'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^broker-2 +eu-west-1b +kafka, zookeeper +17/m);
  expect(stdout).toContain(`51 files (51 new) in ${out}`);
  expect(readFileSync(inOut('broker-2/etc/kafka/server.properties'), 'utf8')).toContain(
    '\nbroker.id=2\n',
  );
  expect(readFileSync(inOut('broker-3/var/lib/zookeeper/snapshots/myid'), 'utf8')).toBe('3\n');
});

it('gives files their permissions, whatever the umask is', () => {
  render(validSpec());
  const mode = (path: string) => (statSync(inOut(path)).mode & 0o777).toString(8);
  expect(mode('broker-1/etc/kafka/server.properties')).toBe('640');
  expect(mode('broker-1/etc/kafka/jvm.args')).toBe('644');
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
    /^broker-1 +\/etc\/kafka\/server\.properties +changed +broker restart for zookeeper\.session/m,
  );
  expect(stdout).toContain('51 files (3 changed, 48 as before)');
});

it('leaves what did not change alone', () => {
  render(validSpec());
  const written = () => statSync(inOut('broker-1/etc/kafka/jvm.args')).mtimeMs;
  const before = written();
  render(validSpec({ retention: { hours: 24 } }));
  expect(written()).toBe(before);
});

it('removes the files of a host that is gone, and its folder', () => {
  const six = [1, 2, 3, 4, 5, 6].map((id) => ({ id, rack: 'abc'[(id - 1) % 3]! }));
  const onBrokers = [1, 2, 3].map((id) => ({ id, broker: id }));
  const zookeeper = { kind: 'on-brokers' as const, onBrokers };
  render(validSpec({ brokers: six, zookeeper }));
  expect(existsSync(inOut('broker-6'))).toBe(true);
  const { stdout } = render(validSpec({ brokers: six.slice(0, 3), zookeeper }));
  expect(existsSync(inOut('broker-6'))).toBe(false);
  expect(stdout).toMatch(/^broker-6 +\/etc\/kafka\/server\.properties +removed/m);
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

it('replaces a link that somebody put in place of a file, and never writes through it', () => {
  render(validSpec());
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'mine');
  unlinkSync(inOut('broker-1/etc/kafka/jvm.args'));
  symlinkSync(victim, inOut('broker-1/etc/kafka/jvm.args'));
  expect(render(validSpec()).status).toBe(0);
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(readFileSync(inOut('broker-1/etc/kafka/jvm.args'), 'utf8')).toContain('-Xmx');
});

it('refuses a path that is no folder', () => {
  writeFileSync(out, '');
  const { status, stderr } = render(validSpec());
  expect(status).toBe(2);
  expect(stderr).toMatch(/out: must be a folder that can be read\. ENOTDIR/);
});

it('writes nothing for a spec with problems, and names them all', () => {
  const { status, stderr } = render(unsoundSpec({ clusterName: 'No', retention: { hours: 0 } }));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^clusterName: must .*\nretention\.hours: must /);
  expect(existsSync(out)).toBe(false);
});
