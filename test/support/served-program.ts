import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { signalSession, startInOwnSession } from '../../scripts/system/own-session';
import { until } from './until';

/** A program that serves at an address of this machine, until it is stopped. */
export interface ServedProgram {
  /** As `http://ADDRESS:PORT`. */
  readonly url: string;
  signal(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

interface Serving {
  readonly name: string;
  /** Has its log. */
  readonly folder: string;
  /** Where it answers as soon as it serves. */
  readonly readyAt: string;
}

/**
 * Starts one on a free port, and waits until it serves.
 *
 * @param command its words, given where it is to listen
 */
export async function startServedProgram(
  { name, folder, readyAt }: Serving,
  command: (at: string) => readonly string[],
): Promise<ServedProgram> {
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const log = join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  const child = startInOwnSession(command(address), { stdio: ['ignore', output, output] });
  closeSync(output);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const signal = (signal: NodeJS.Signals) => signalSession(child.pid!, signal);
  const stop = async () => {
    if (child.pid === undefined || hasEnded()) return;
    const ended = once(child, 'exit');
    signal('SIGKILL');
    await ended;
  };
  try {
    await until(`${name} serves`, async () => {
      if (failure) throw failure;
      if (hasEnded()) throw new Error(`${name} ended: ${readFileSync(log, 'utf8')}`);
      return await fetch(`${url}${readyAt}`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, signal, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
