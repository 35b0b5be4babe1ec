import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process, told apart from a later one that gets the same number. */
export interface ProcessId {
  readonly pid: number;
  /** A word for when it was started. */
  readonly start: string;
}

/** Undefined where no process has this number now. */
export function processId(pid: number): ProcessId | undefined {
  const start = process.platform === 'linux' ? startInProc(pid) : startByPs(pid);
  return start ? { pid, start } : undefined;
}

/** Whether this very process runs. */
export function runs({ pid, start }: ProcessId): boolean {
  return processId(pid)?.start === start;
}

/** Whether a process with this number runs, ours or another user's. */
export function isAlive(pid: number): boolean {
  return processId(pid) !== undefined;
}

function startInProc(pid: number): string | undefined {
  try {
    // Fields 3 and 22; the second one, the program's name in brackets, may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    const isZombie = fields?.[0] === 'Z';
    return isZombie ? undefined : fields?.[19];
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim();
}
