import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { isAlive } from '../../scripts/system/process-id';
import { waitUntil } from './exec';
import type { LabPlace } from './lab-place';

/** Where the guard of a lab notes its process id; beside the lab's folder, which it removes. */
export const guardFile = (place: LabPlace): string => `${place.folder}.guard`;

/**
 * Starts a process that sweeps the lab as soon as this process is gone, however it ended: hosts
 * outlive whoever booted them.
 *
 * @returns what sends it away, after an orderly end
 */
export function startGuard(place: LabPlace): () => void {
  const jiti = join(packageFolder(), 'node_modules/.bin/jiti');
  const guard = spawn(jiti, [join(__dirname, 'guard.ts'), place.name], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  mkdirSync(dirname(place.folder), { recursive: true });
  writeFileSync(guardFile(place), `${guard.pid}`);
  guard.unref();
  // Its types hide that this is a socket, which would keep this process from ending.
  (guard.stdin as unknown as { unref(): void }).unref();
  return () => {
    guard.kill('SIGKILL');
    rmSync(guardFile(place), { force: true });
  };
}

/** Waits until the guard of an earlier lab of this name has done its work. */
export async function waitForGuard(place: LabPlace): Promise<void> {
  const isBusy = () => {
    const pid = readGuard(place);
    return pid !== undefined && isAlive(pid);
  };
  await waitUntil(`the guard of the lab ${place.name}`, () => !isBusy());
}

function readGuard(place: LabPlace): number | undefined {
  try {
    return Number(readFileSync(guardFile(place), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
