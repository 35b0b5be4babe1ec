/** How hosts are reached over SSH. */
export interface SshSettings {
  /** @default 22 */
  readonly port: number;
  /** Files of private keys; where there are some, only they are shown to a host. */
  readonly identities: readonly string[];
  /** The agent's socket, as in SSH_AUTH_SOCK. */
  readonly agent: string | undefined;
  /** A host that the others are reached through. */
  readonly bastion: BastionSettings | undefined;
  /**
   * A command whose standard input and output lead to the host, with `%h` for its address (`%i` for
   * its instance id), `%p` for the port and `%r` for the user; a shell runs it.
   */
  readonly proxyCommand: string | undefined;
  /** For a connection, from the first packet to the login. @default 15000 */
  readonly connectLimitMs: number;
}

export interface BastionSettings {
  /** @default - the user of the hosts behind it */
  readonly user: string | undefined;
  readonly address: string;
  readonly port: number;
}

/** Neither agent nor bastion, and only the usual files of keys. */
export const DEFAULT_SSH: SshSettings = {
  port: 22,
  identities: [],
  agent: undefined,
  bastion: undefined,
  proxyCommand: undefined,
  connectLimitMs: 15_000,
};
