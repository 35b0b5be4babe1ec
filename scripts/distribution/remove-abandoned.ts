import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../system/process-id';

/**
 * Removes from a folder what processes that were killed have left there half-made.
 *
 * @param name a pattern of the names before `.partial-PID-`
 */
export async function removeAbandoned(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    const pid = new RegExp(`^${name}\\.partial-(\\d+)-`).exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) {
      await rm(join(folder, entry), { recursive: true, force: true });
    }
  }
}
