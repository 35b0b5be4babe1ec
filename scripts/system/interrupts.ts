import { constants } from 'node:os';
import { UserError } from '../../cluster/errors';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Somebody ended the command before it was done. */
export class InterruptedError extends UserError {
  override readonly name = 'InterruptedError';
  /** 128 and the signal's number, as shells have it: 130 for Ctrl-C. */
  override readonly exitCode: number;

  constructor(readonly by: (typeof SIGNALS)[number]) {
    super(`Interrupted by ${by === 'SIGINT' ? 'Ctrl-C' : by}.`);
    this.exitCode = 128 + constants.signals[by];
  }
}

/** Started by npm, one Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_KEY_MS = 250;

/**
 * Runs work that Ctrl-C (or TERM, or the terminal's end) interrupts: the first time its signal is
 * aborted, for an orderly end; the second time this process ends at once, and its children with it.
 */
export async function withInterrupts<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let first = 0;
  const listeners = SIGNALS.map((name) => {
    const listener = () => {
      const interrupted = new InterruptedError(name);
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort(interrupted);
      } else if (performance.now() - first > SAME_KEY_MS) {
        process.exit(interrupted.exitCode);
      }
    };
    process.on(name, listener);
    return { name, listener };
  });
  // Waiting for a signal keeps no process alive by itself.
  const alive = setInterval(() => undefined, 60_000);
  try {
    return await work(controller.signal);
  } finally {
    clearInterval(alive);
    for (const { name, listener } of listeners) process.off(name, listener);
  }
}
