import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

/**
 * Starts a program in a session of its own: a Ctrl-C in the terminal reaches only us, who then stop
 * it in order. It can't outlive us either: when we exit it is killed with all that it started, and
 * where the kernel can do that (Linux, through setpriv), also when we are killed ourselves.
 */
export function startInOwnSession(
  argv: readonly string[],
  { mayOutliveUs = false, ...options }: OwnSessionOptions = {},
): ChildProcess {
  const [program = '', ...args] = [...(mayOutliveUs ? [] : diesWithUs()), ...argv];
  const child = spawn(program, args, { ...options, detached: true });
  if (child.pid !== undefined && !mayOutliveUs) rememberSession(child, child.pid);
  return child;
}

export interface OwnSessionOptions extends Pick<SpawnOptions, 'cwd' | 'env' | 'stdio'> {
  /**
   * For what must not be killed half-way, such as apt.
   * @default false
   */
  readonly mayOutliveUs?: boolean;
}

/** Sends a signal to a program and to all that it started; nothing happens where it is gone. */
export function signalSession(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    // EPERM: only zombies are left of it (macOS), or it became another user's (sudo).
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

const liveSessions = new Set<number>();
let killsAtExit = false;

function rememberSession(child: ChildProcess, leader: number): void {
  liveSessions.add(leader);
  child.once('exit', () => liveSessions.delete(leader));
  if (killsAtExit) return;
  killsAtExit = true;
  process.on('exit', () => liveSessions.forEach((session) => signalSession(session, 'SIGKILL')));
}

let prefix: readonly string[] | undefined;

/**
 * KILL, not TERM: an orderly stop of a broker needs the other brokers and ZooKeeper, which get the
 * same signal in the same moment, so it would only hang.
 */
function diesWithUs(): readonly string[] {
  const command = ['setpriv', '--pdeathsig', 'KILL', '--'];
  prefix ??= spawnSync(command[0] ?? '', [...command.slice(1), 'true']).status === 0 ? command : [];
  return prefix;
}
