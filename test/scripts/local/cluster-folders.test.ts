import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCluster, folderOf, listClusters } from '../../../scripts/local/cluster-folders';
import { processId } from '../../../scripts/system/process-id';

const before = process.env.XDG_STATE_HOME;
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cluster-folders-'));
  process.env.XDG_STATE_HOME = home;
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
  if (before === undefined) delete process.env.XDG_STATE_HOME;
  else process.env.XDG_STATE_HOME = before;
});

function make(name: string, { running }: { readonly running: boolean }): void {
  mkdirSync(folderOf(name), { recursive: true });
  const supervisor = running ? processId(process.pid) : undefined;
  writeFileSync(join(folderOf(name), 'cluster.json'), JSON.stringify({ supervisor }));
}

const names = () => listClusters().map(({ name }) => name);

test('the clusters of a user are found by their records, sorted by name', () => {
  expect(names()).toEqual([]);
  make('two', { running: false });
  make('one', { running: true });
  mkdirSync(folderOf('no-cluster'));
  expect(names()).toEqual(['one', 'two']);
});

test('without a name, the only one that runs is meant, or the only one there is', () => {
  make('stopped', { running: false });
  expect(findCluster(undefined).name).toBe('stopped');
  make('running', { running: true });
  expect(findCluster(undefined).name).toBe('running');
  expect(findCluster('stopped').name).toBe('stopped');
});

test('where that leaves a choice, or there is none of the name, the names are told', () => {
  expect(() => findCluster(undefined)).toThrow('There is no local cluster. Start one with');
  make('a', { running: true });
  make('b', { running: true });
  expect(() => findCluster(undefined)).toThrow(
    '--name: must say which local cluster is meant. There are a, b.',
  );
  expect(() => findCluster('c')).toThrow(
    "--name: must be that of a local cluster, got 'c'. There are a, b.",
  );
});
