import { existsSync } from 'node:fs';

/** Where Debian and the like have it, as on hosts. */
const SYSTEMS_OWN = '/usr/bin/python3';

/**
 * The `python3` that runs the program which follows the end of a broker. The PATH may name a version manager's
 * shim, which takes several times as long to start; on a Mac, the system's own is a stub that opens a window.
 */
export function findPython(): string {
  return process.platform === 'linux' && existsSync(SYSTEMS_OWN) ? SYSTEMS_OWN : 'python3';
}
