import { UserError, formatProblem } from '../../cluster/errors';
import { isHost, USER_NAME } from '../../cluster/inventory/inventory-shape';
import type { BastionSettings } from '../hosts/ssh-settings';

// Values of options and of the environment: what is no file, user or host of the sort is refused before
// it reaches a command line, a connection or a terminal.

/** A file that is named once or several times. */
export function collectFiles(
  option: string,
): (value: string, before: readonly string[] | undefined) => readonly string[] {
  return (value, before) => {
    const isSound = /^(?!-)[^\p{Cc}]+$/u.test(value);
    if (!isSound)
      refuse(option, 'be the name of a file', value, 'Write one that begins with - as ./-NAME');
    return [...(before ?? []), value];
  };
}

export function parseUser(value: string): string {
  if (!USER_NAME.test(value))
    refuse('--ssh-user', 'be the name of a user', value, 'Give such as admin');
  return value;
}

/** Its text is never shown: it may hold a secret. */
export function parseProxyCommand(value: string): string {
  const isSound = /^(?!\s*(?:-|$))[^\p{Cc}\n\t]*(?:[\n\t][^\p{Cc}]*)*$/u.test(value);
  if (!isSound) {
    const rule = 'be a command, without control characters';
    refuse('--proxy-command', rule, undefined, 'Leave it out for none, unset its variable');
  }
  return value;
}

/** `user@host:port`, of which only the host must be there; an IPv6 address stands in brackets. */
export function parseBastion(value: string): BastionSettings {
  const [, user, bracketed, plain, port] =
    /^(?:([^@]+)@)?(?:\[([^\]]+)\]|([^:@]+))(?::(\d+))?$/.exec(value) ?? [];
  const address = bracketed ?? plain;
  const isSound = isHost(address) && (user === undefined || USER_NAME.test(user));
  // Some write a password behind the user.
  const shown = value.replace(/:[^@]*@/, ':…@');
  if (!isSound) refuse('--bastion', 'be [user@]host[:port]', shown, 'Give a name or an address');
  return { user, address: address, port: port === undefined ? 22 : parsePort(port) };
}

export function parsePort(value: string): number {
  const port = Number(value);
  const isSound = /^\d+$/.test(value) && port >= 1 && port <= 65_535;
  if (!isSound) refuse('SSH port', 'be 1 to 65535', value, 'Give a number');
  return port;
}

function refuse(path: string, rule: string, value: string | undefined, remedy: string): never {
  throw new UserError(formatProblem({ path, rule, value, remedy }));
}
