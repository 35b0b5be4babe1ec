import {
  existsSync,
  mkdtempSync,
  readdirSync,
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
import { renderInto } from '../../../scripts/render/render-into';
import { renderReport } from '../../../scripts/render/report';
import { productionTopology } from '../../support/production-topology';

let folder: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'render-'));
  out = join(folder, 'out');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const render = (changes: Partial<KafkaClusterSpec> = {}) =>
  renderInto(out, productionTopology(changes));

const inOut = (path: string) => join(out, path);

it('writes one folder a host, and a manifest', () => {
  render();
  expect(readdirSync(out).sort()).toEqual(['broker-1', 'broker-2', 'broker-3', 'manifest.json']);
});

it('gives files their permissions, whatever the umask is', () => {
  render();
  const mode = (path: string) => (statSync(inOut(path)).mode & 0o777).toString(8);
  expect(mode('broker-1/etc/kafka/server.properties')).toBe('640');
  expect(mode('broker-1/etc/kafka/jvm.args')).toBe('644');
});

it('leaves what did not change alone', () => {
  render();
  const written = () => statSync(inOut('broker-1/etc/kafka/jvm.args')).mtimeMs;
  const before = written();
  render({ retention: { hours: 24 } });
  expect(written()).toBe(before);
});

it('removes the files of a host that is gone, and its folder', () => {
  const six = [1, 2, 3, 4, 5, 6].map((id) => ({ id, rack: 'abc'[(id - 1) % 3]! }));
  const onBrokers = [1, 2, 3].map((id) => ({ id, broker: id }));
  const zookeeper = { kind: 'on-brokers' as const, onBrokers };
  render({ brokers: six, zookeeper });
  expect(existsSync(inOut('broker-6'))).toBe(true);
  const report = renderReport(out, render({ brokers: six.slice(0, 3), zookeeper }), Infinity);
  expect(existsSync(inOut('broker-6'))).toBe(false);
  expect(report).toMatch(/^broker-6 +\/etc\/kafka\/server\.properties +removed/m);
});

it('replaces a link that somebody put in place of a file, and never writes through it', () => {
  render();
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'mine');
  unlinkSync(inOut('broker-1/etc/kafka/jvm.args'));
  symlinkSync(victim, inOut('broker-1/etc/kafka/jvm.args'));
  render();
  expect(readFileSync(victim, 'utf8')).toBe('mine');
  expect(readFileSync(inOut('broker-1/etc/kafka/jvm.args'), 'utf8')).toContain('-Xmx');
});

it('refuses a path that is no folder', () => {
  writeFileSync(out, '');
  expect(() => render()).toThrow(/out: must be a folder that can be read\. ENOTDIR/);
});
