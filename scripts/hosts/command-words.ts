import type { ProcessName } from '../../cluster/processes/processes';

/** A command line that a POSIX shell takes apart into exactly these words. */
export function shellCommand(argv: readonly string[]): string {
  return argv.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * A command with the rights of a service's user: what lies in a folder of the service's may be a link
 * to anything, and leads it no further than the service gets by itself.
 */
export function asService(user: ProcessName, argv: readonly string[]): readonly string[] {
  return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--', ...argv];
}
