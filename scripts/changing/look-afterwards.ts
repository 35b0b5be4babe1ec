import { setTimeout as sleep } from 'node:timers/promises';

/** Ordinarily a moment; far more where brokers have no processor time left. */
const HEARD_WITHIN_MS = 30_000;
const PAUSE_MS = 100;

/** Brokers hear of a change one after the other: what is not known yet is looked at again, for a while. */
export async function lookAfterwards<Seen extends { readonly steps: readonly unknown[] }>(
  look: () => Promise<Seen>,
  signal: AbortSignal,
): Promise<Seen> {
  const end = performance.now() + HEARD_WITHIN_MS;
  for (;;) {
    const seen = await look();
    if (seen.steps.length === 0 || performance.now() > end) return seen;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
