import { setTimeout as sleep } from 'node:timers/promises';
import type { Screen } from '../terminal/screen';

export interface WatchOptions<Status> {
  readonly read: () => Promise<Status>;
  /** As wide as the terminal is by now. */
  readonly render: (status: Status) => string;
  readonly screen: Pick<Screen, 'draw'>;
  /** From the end of a look to the beginning of the next: a cluster that answers slowly is not asked more often. */
  readonly pauseMs: number;
  /** Ends the watching. */
  readonly signal: AbortSignal;
  /** Told when the terminal has another size. */
  readonly onResize: (redraw: () => void) => () => void;
  /** Told when this process goes on after it was suspended. */
  readonly onResume: (resumed: () => void) => () => void;
}

/** Looks again and again, and draws each in the place of the one before. Ends when the signal is aborted. */
export async function watchStatus<Status>(
  options: WatchOptions<Status>,
): Promise<Status | undefined> {
  const { read, render, screen, pauseMs, signal, onResize, onResume } = options;
  let last: Status | undefined;
  let resumes = 0;
  const draw = () => last && screen.draw(render(last));
  const unwatch = onResize(draw);
  const unresume = onResume(() => {
    resumes++;
    draw();
  });
  try {
    while (!signal.aborted) {
      const before = resumes;
      const looked = await read().catch((error: unknown) => {
        if (signal.aborted || resumes !== before) return undefined;
        throw error;
      });
      // Nobody answers in time to who stood still.
      if (resumes !== before) continue;
      if (looked === undefined) break;
      last = looked;
      draw();
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    unwatch();
    unresume();
  }
  return last;
}
