import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productionSite } from '../../../cluster/production-site';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { layOut } from '../../../cluster/topology';
import { claimEmptyFolder, claimFolder } from '../../../scripts/local/claim-folder';
import { writeRecord, type ClusterRecord } from '../../../scripts/local/cluster-record';
import { processId } from '../../../scripts/system/process-id';
import { validSpec } from '../../support/spec-builder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'claim-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const topology = layOut(resolveSpec(validSpec()), productionSite(resolveSpec(validSpec())));
const record = (changes: Partial<ClusterRecord> = {}): ClusterRecord => ({
  clusterName: 'logs',
  topology,
  slot: 0,
  bootstrapServers: '',
  zookeeperConnect: '',
  processes: [],
  ...changes,
});

test('a folder that is missing is made', () => {
  claimFolder(join(folder, 'a/b'));
  expect(existsSync(join(folder, 'a/b'))).toBe(true);
});

test.each(['relative/path', '/with space', '/with,comma', '/ümlaut', '/with$dollar'])(
  '%j would break a rendered file and is refused',
  (path) => {
    expect(() => claimFolder(path)).toThrow(
      `must be an absolute path of letters, digits and ./@_+- only, got '${path}'`,
    );
  },
);

test('a folder in which a cluster runs is refused', () => {
  writeRecord(folder, record({ supervisor: processId(process.pid)! }));
  expect(() => claimFolder(folder)).toThrow(
    `must not be in use, but process ${process.pid} runs the cluster 'logs' in it`,
  );
});

test('what a killed supervisor left running is killed', async () => {
  const left = spawn('sleep', ['60'], { detached: true });
  writeRecord(
    folder,
    record({
      supervisor: { pid: 1, start: 'of another process' },
      processes: [
        {
          ...{ host: 'broker-1', process: 'kafka', state: 'running', restarts: 0, ports: [] },
          ...{ address: '127.0.0.1', ownLog: '', consoleLog: '', id: processId(left.pid!)! },
        },
      ],
    }),
  );
  claimFolder(folder);
  const [, signal] = (await once(left, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
});

test("an earlier cluster's data is removed for a new one", () => {
  writeRecord(folder, record());
  mkdirSync(join(folder, 'broker-1'));
  claimEmptyFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
});

test("somebody's own files are never removed", () => {
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  expect(() => claimEmptyFolder(folder)).toThrow(
    'must be empty or hold an earlier local cluster, for it is emptied',
  );
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});
