import { readHistory, writeRecord } from '../../../scripts/changing/change-history';
import type { ChangeRecord } from '../../../scripts/changing/change-record';
import type { Coordination } from '../../../scripts/coordination/coordination';

/** The entries of a coordination service, in memory; sessions are tried on the real one. */
function entriesInMemory(): Pick<Coordination, 'read' | 'list' | 'create' | 'write' | 'remove'> {
  const entries = new Map<string, string>();
  const has = (path: string) => Promise.resolve(entries.has(path));
  const set = (path: string, data: string) => Promise.resolve(void entries.set(path, data));
  return {
    read: (path) => {
      const data = entries.get(path);
      const entry = { version: 0, owner: undefined, createdAt: new Date(0) };
      return Promise.resolve(data === undefined ? undefined : { data, ...entry });
    },
    list: (path) => {
      const names = [...entries.keys()].filter((each) => each.startsWith(`${path}/`));
      return Promise.resolve(names.map((each) => each.slice(path.length + 1)).sort());
    },
    create: async (path, data) => set(path, data).then(() => true),
    write: async (path, data) => (await has(path)) && set(path, data).then(() => true),
    remove: (path) => Promise.resolve(entries.delete(path)),
  };
}

const record = (index: number): ChangeRecord => ({
  ...{ by: 'ann@ops', pid: 7, command: `change ${index}`, why: [], steps: [] },
  ...{ id: `2026-11-27T06:00:00.${String(index).padStart(3, '0')}Z-x`, since: '' },
});

test('the last hundred changes are remembered, the newest first', async () => {
  const coordination = entriesInMemory() as Coordination;
  for (let index = 0; index < 130; index += 1) await writeRecord(coordination, record(index));
  const { records, holder } = await readHistory(coordination);
  expect(holder).toBeUndefined();
  expect(records).toHaveLength(100);
  expect(records.map(({ command }) => command).slice(0, 2)).toEqual(['change 129', 'change 128']);
  const last = await readHistory(coordination, 3);
  expect(last.records.map(({ command }) => command)).toEqual([
    'change 129',
    'change 128',
    'change 127',
  ]);
});

test('a change that goes on is written over what was known of it', async () => {
  const coordination = entriesInMemory() as Coordination;
  await writeRecord(coordination, record(1));
  const end = { at: '2026-11-27T06:01:30.000Z', result: 'done' } as const;
  await writeRecord(coordination, { ...record(1), end });
  expect((await readHistory(coordination)).records).toEqual([{ ...record(1), end }]);
});
