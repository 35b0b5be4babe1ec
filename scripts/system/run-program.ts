import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { UserError } from '../../cluster/errors';
import { signalSession, startInOwnSession } from './own-session';

export interface RunProgramOptions {
  /** Called with each line of its output, of both streams. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** Takes standard output as it comes, which then gives no lines. */
  readonly onBytes?: (bytes: Buffer) => void;
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the program; the promise is rejected with the signal's reason once it is gone. */
  readonly signal?: AbortSignal;
  /** What ends it. @default 'SIGTERM' */
  readonly endWith?: NodeJS.Signals;
  /**
   * For what must not be killed half-way, such as apt.
   * @default false
   */
  readonly mayOutliveUs?: boolean;
}

/** How a program ended. */
export interface ProgramEnd {
  /** Exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  /** The last lines of its output, 40 at most. */
  readonly lastLines: readonly string[];
}

const LAST_LINES = 40;
/** What setpriv and shells end with where there is no such program. */
const NOT_FOUND = 127;

/**
 * Runs a program to its end, without a terminal and without input.
 *
 * @throws UserError where it can't be started
 */
export async function runProgram(
  argv: readonly string[],
  options: RunProgramOptions = {},
): Promise<ProgramEnd> {
  const { env, signal, endWith = 'SIGTERM', mayOutliveUs = false } = options;
  signal?.throwIfAborted();
  const child = startInOwnSession(argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    mayOutliveUs,
    ...(env && { env: { ...process.env, ...env } }),
  });
  const lastLines: string[] = [];
  readOutput(child, {
    ...options,
    onLine: (line, stream) => {
      lastLines.push(line);
      if (lastLines.length > LAST_LINES) lastLines.shift();
      options.onLine?.(line, stream);
    },
  });
  const end = () => child.pid !== undefined && signalSession(child.pid, endWith);
  signal?.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    signal?.throwIfAborted();
    if (code === NOT_FOUND) throw new Error(lastLines.at(-1) ?? 'not found');
    return { code: code ?? undefined, lastLines };
  } catch (error) {
    signal?.throwIfAborted();
    throw new UserError(`${argv.join(' ')}: must start. ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

function readOutput(child: ChildProcess, { onLine, onBytes }: RunProgramOptions): void {
  if (onBytes) child.stdout?.on('data', onBytes);
  for (const stream of onBytes ? (['stderr'] as const) : (['stdout', 'stderr'] as const)) {
    const input = child[stream];
    if (input) createInterface({ input }).on('line', (line) => onLine?.(line, stream));
  }
}
