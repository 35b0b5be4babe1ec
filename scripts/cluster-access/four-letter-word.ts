import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Endpoint } from '../../cluster/listeners/endpoint';

/** The questions that zoo.cfg lets a ZooKeeper member answer to anyone who reaches its port. */
export type FourLetterWord = 'conf' | 'mntr' | 'ruok';

export interface FourLetterWordOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Asks a ZooKeeper member one question; it answers with text and closes the connection.
 *
 * @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_4lw
 * @throws Error that names the cause, such as ECONNREFUSED, or what was awaited for how long
 */
export async function sendFourLetterWord(
  { host, port }: Endpoint,
  word: FourLetterWord,
  { timeoutMs, signal }: FourLetterWordOptions,
): Promise<string> {
  const limit = AbortSignal.timeout(timeoutMs);
  const socket = connect({ host, port, signal: AbortSignal.any([signal, limit]) });
  try {
    socket.end(word);
    return await text(socket);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new Error(`no answer within ${timeoutMs} ms`, { cause: error });
    throw error;
  } finally {
    socket.destroy();
  }
}
