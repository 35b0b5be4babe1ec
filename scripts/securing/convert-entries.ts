import type { Coordination, EntriesFor } from '../coordination/coordination';

/** So many questions at once. */
const BATCH = 200;

/**
 * Makes all that a cluster keeps in ZooKeeper be for its members alone, or for everyone. The first entry of all is
 * the last to be closed and the first to be opened: as long as it is for members, all others are.
 *
 * @returns how many entries there are
 */
export async function convertEntries(
  coordination: Coordination,
  entriesFor: EntriesFor,
): Promise<number> {
  if (entriesFor === 'everyone') await coordination.giveAccess(ROOT, entriesFor);
  let found = 0;
  for (let level: readonly string[] = [ROOT]; level.length > 0;) {
    const below = await inBatches(level, (path) => coordination.list(path));
    level = level.flatMap((path, index) => below[index]!.map((name) => childOf(path, name)));
    await inBatches(level, (path) => coordination.giveAccess(path, entriesFor));
    found += level.length;
  }
  await coordination.giveAccess(ROOT, entriesFor);
  return found + 1;
}

/** Whether all is for members alone. */
export async function areForMembers(coordination: Coordination): Promise<boolean> {
  return (await coordination.accessTo(ROOT)) === 'own-name';
}

const ROOT = '/';

const childOf = (path: string, name: string) => (path === ROOT ? `/${name}` : `${path}/${name}`);

async function inBatches<T>(
  paths: readonly string[],
  ask: (path: string) => Promise<T>,
): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let first = 0; first < paths.length; first += BATCH) {
    answers.push(...(await Promise.all(paths.slice(first, first + BATCH).map(ask))));
  }
  return answers;
}
