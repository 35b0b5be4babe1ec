import type { Coordination } from '../coordination/coordination';
import { LOCK_PATH } from './change-lock';
import { parseRecord, recordText, type ChangeRecord } from './change-record';
import { parseHolder, type LockHolder } from './lock-holder';

const HISTORY_PATH = '/cdktf-kafka/history';

/** So many changes are remembered: some MB at the very most, in the memory of each member. */
const KEPT = 100;

/** What was done to a cluster of late. */
export interface ChangeHistory {
  /** Who changes it now; undefined where nobody does. */
  readonly holder: LockHolder | undefined;
  /** The newest first. */
  readonly records: readonly ChangeRecord[];
}

/** @param count of the newest records */
export async function readHistory(
  coordination: Coordination,
  count = KEPT,
): Promise<ChangeHistory> {
  const ids = await coordination.list(HISTORY_PATH);
  const newest = ids.slice(Math.max(0, ids.length - count)).reverse();
  const [lock, ...entries] = await Promise.all(
    [LOCK_PATH, ...newest.map(pathOf)].map((path) => coordination.read(path)),
  );
  const records = entries.flatMap((entry) => (entry && parseRecord(entry.data)) ?? []);
  return { holder: lock && parseHolder(lock.data), records };
}

/** Writes a record, or how far it has come, and forgets the oldest that are too many. */
export async function writeRecord(coordination: Coordination, record: ChangeRecord): Promise<void> {
  const text = recordText(record);
  if (await coordination.write(pathOf(record.id), text)) return;
  await coordination.create(pathOf(record.id), text);
  const ids = await coordination.list(HISTORY_PATH);
  for (const id of ids.slice(0, Math.max(0, ids.length - KEPT))) {
    const entry = await coordination.read(pathOf(id));
    if (entry) await coordination.remove(pathOf(id), entry.version);
  }
}

const pathOf = (id: string) => `${HISTORY_PATH}/${id}`;
