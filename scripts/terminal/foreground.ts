import { readFileSync } from 'node:fs';

/** Whether the terminal is another job's just now, as after `bg`; false where the system does not tell. */
export function terminalIsOthers(): boolean {
  try {
    return isOthers(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return false;
  }
}

/** From the kernel's line about a process, whose second field is a name with anything in it. */
export function isOthers(stat: string): boolean {
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  // -1 without a terminal of its own, which is then no other job's either.
  return foreground !== '-1' && foreground !== group;
}
