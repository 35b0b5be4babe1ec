import { readFileSync } from 'node:fs';

/** Ticks a second, in which Linux counts: the same on every kernel that programs see. */
const TICKS = 100;

/** Seconds that a process has spent on the processors so far; 0 where it is gone. */
export function processorSeconds(pid: number): number {
  try {
    return ownSeconds(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return 0;
  }
}

/** Seconds of all processes that this one started, and they in turn, as far as they have ended. */
export function endedChildrenSeconds(): number {
  return childrenSeconds(readFileSync('/proc/self/stat', 'utf8'));
}

/** utime and stime, of a line of `/proc/PID/stat`. */
export function ownSeconds(stat: string): number {
  return seconds(stat, [14, 15]);
}

/** cutime and cstime, of a line of `/proc/PID/stat`. */
export function childrenSeconds(stat: string): number {
  return seconds(stat, [16, 17]);
}

/** Fields are counted from 1; the second one, the program's name in brackets, may hold anything. */
function seconds(stat: string, fields: readonly number[]): number {
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.reduce((sum, field) => sum + Number(afterName[field - 3]), 0) / TICKS;
}
