import { setTimeout as sleep } from 'node:timers/promises';

export interface RetryOptions {
  readonly durationMs: number;
  /** Ends it at once. */
  readonly signal?: AbortSignal;
  /** Whether to try again after this error. @default - always */
  readonly retryOn?: (error: unknown) => boolean;
}

const PAUSE_MS = 50;

/** Does it again until it succeeds or the time is up; then its last error is raised. */
export async function retryFor<T>(
  { durationMs, signal, retryOn = () => true }: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const end = performance.now() + durationMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= end || signal?.aborted || !retryOn(error)) throw error;
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}
