import { setTimeout as sleep } from 'node:timers/promises';

/** Far beyond what anything here takes: it only keeps a test that fails from waiting for ever. */
const BOUND_MS = 1_800_000;

/** Waits until something holds, looking every 50 ms. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + BOUND_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(50);
  }
}
