import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../../cluster/topology';
import type { StopApproach } from './right-before-stop';

/** A write takes milliseconds, also while another broker hands over what it leads. */
const LIMIT_MS = 2_000;
/** Not at once: all of them have just taken one, and have more to do now than later. */
const EVERY_MS = 1_000;

/**
 * Has every other broker take writes while a process of a host is stopped, and tells of one that takes none, by its
 * name, once. A stop can't be taken back: a broker that hangs from then on is only told of, and the one that stops
 * may have to wait for it.
 */
export async function watchOthers(
  { probe, onProgress }: Pick<StopApproach, 'probe' | 'onProgress'>,
  { name }: Pick<Host, 'name'>,
  stop: () => Promise<unknown>,
): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const told = new Set<string>();
  const watch = async (): Promise<void> => {
    while (probe && !signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const silent = await probe.findSilent(LIMIT_MS, name);
      const news = signal.aborted ? [] : silent.filter((host) => !told.has(host.name));
      for (const host of news) onProgress?.(`${host.name}: ${describeHanging(name)}`);
      news.forEach((host) => told.add(host.name));
    }
  };
  // It never fails, and nothing waits for the answer to what it asks last.
  void watch();
  try {
    await stop();
  } finally {
    over.abort();
  }
}

function describeHanging(stopping: string): string {
  return (
    `takes no write within ${LIMIT_MS / 1_000} s while ${stopping} stops, and ${stopping} may have to wait for it. ` +
    'Where its process hangs, end it there, and systemd starts it anew: `systemctl kill --signal=KILL kafka`'
  );
}
