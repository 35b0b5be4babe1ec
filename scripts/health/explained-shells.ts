import type { Problem } from '../../cluster/errors';
import { HostError, type HostErrorKind } from '../hosts/host-error';
import type { HostShell, HostShells } from '../hosts/host-shell';

/** Errors that a host without a running instance shows as well. */
const MAY_BE_DOWN: readonly HostErrorKind[] = [
  ...(['name-unknown', 'refused', 'unreachable', 'timed-out'] as const),
  ...(['proxy-command', 'connection-lost'] as const),
];

/**
 * The same shells, whose errors say why a host is not reached where that is known: that its instance was
 * stopped, not that nobody answers at its address.
 *
 * @param causeOf by the host's name; undefined where there is no more to say
 */
export function explainedShells(
  shells: HostShells,
  causeOf: (hostName: string) => Promise<Problem | undefined>,
): HostShells {
  const explained = async <T>(hostName: string, asked: Promise<T>): Promise<T> => {
    try {
      return await asked;
    } catch (error) {
      if (!(error instanceof HostError) || !MAY_BE_DOWN.includes(error.kind)) throw error;
      const cause = await causeOf(hostName);
      throw cause ? new HostError('no-instance', cause, { cause: error }) : error;
    }
  };
  return {
    of: (name): HostShell => {
      const shell = shells.of(name);
      return {
        name,
        run: (...asked) => explained(name, shell.run(...asked)),
        read: (path) => explained(name, shell.read(path)),
        write: (...asked) => explained(name, shell.write(...asked)),
        forward: (...asked) => explained(name, shell.forward(...asked)),
      };
    },
    close: () => shells.close(),
  };
}
