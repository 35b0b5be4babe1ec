import type { ProcessName } from '../../cluster/processes/processes';

/**
 * A command with the rights of a service's user: what lies in a folder of the service's may be a link
 * to anything, and leads it no further than the service gets by itself.
 */
export function asService(user: ProcessName, argv: readonly string[]): readonly string[] {
  return ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--', ...argv];
}
