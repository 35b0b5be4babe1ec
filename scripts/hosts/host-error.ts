import { formatProblem, UserError, type Problem } from '../../cluster/errors';

/** How a host could not be reached or did not do what it was asked for. */
export type HostErrorKind =
  | 'name-unknown'
  | 'refused'
  | 'unreachable'
  | 'timed-out'
  /** It shows a key that is not the published one, or none is published. */
  | 'host-key'
  /** It takes none of our keys. */
  | 'authentication'
  /** There is no key to show to it. */
  | 'no-keys'
  | 'proxy-command'
  /** Its SSH server lets no ports be forwarded. */
  | 'forwarding'
  | 'connection-lost'
  /** EC2 says that its instance does not run: nobody need wait for it. */
  | 'no-instance'
  /** A command on it failed. */
  | 'command';

/** A host that could not be reached, or did not do what it was asked for. */
export class HostError extends UserError {
  override readonly name = 'HostError';

  constructor(
    readonly kind: HostErrorKind,
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(formatProblem(problem), options);
  }
}

/** A host that is just starting shows these: another try may succeed. */
export function mayPass({ kind }: HostError): boolean {
  return ['refused', 'unreachable', 'timed-out', 'host-key', 'connection-lost'].includes(kind);
}
