import type { Readable } from 'node:stream';
import type { Endpoint } from '../../cluster/listeners/endpoint';

/** How a command on a host ended. */
export interface CommandResult {
  /** Exit code; 128 and more where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What it reads from its standard input. @default '' */
  readonly input?: string;
  /** @default 30000 */
  readonly limitMs?: number;
}

/** A program on a host that goes on until it ends by itself, or is ended. */
export interface RunningCommand {
  /** As fast as it is read. */
  readonly stdout: Readable;
  /** How it ended; its standard output is not in it. */
  readonly ended: Promise<CommandResult>;
  /** Ends its standard input, by which it knows that nobody reads it any more; so does a lost connection. */
  end(): void;
}

/** One host, on which commands run as root. */
export interface HostShell {
  /** As in the topology: `broker-1`. */
  readonly name: string;
  /**
   * Runs a program with these arguments; no shell looks at them.
   *
   * @throws HostError where the host can't be reached, or the program doesn't end in time; not for
   * an exit code, whatever it is
   */
  run(argv: readonly string[], options?: RunOptions): Promise<CommandResult>;
  /** @throws HostError where there is no such file */
  read(path: string): Promise<string>;
  /** Replaces a file in one step: a reader sees the old one or the new one. */
  write(path: string, content: string, mode: number): Promise<void>;
  /**
   * A port here that leads to one there.
   *
   * @param address as the host itself sees it
   */
  forward(address: string, port: number): Promise<Endpoint>;
}

/** The hosts of a cluster; each is connected to when first needed, once. */
export interface HostShells {
  /** @throws Error where the cluster has no host of this name */
  of(name: string): HostShell;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** One that can also be read for as long as something goes on there. */
export interface FollowedShell extends HostShell {
  /**
   * Starts a program that may go on for as long as anybody reads it.
   *
   * @throws HostError where the host can't be reached
   */
  start(argv: readonly string[]): Promise<RunningCommand>;
}

export interface FollowedShells extends HostShells {
  of(name: string): FollowedShell;
}
