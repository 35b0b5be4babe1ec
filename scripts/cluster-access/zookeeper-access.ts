import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ZookeeperHost } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import { AccessError } from './access-error';
import type { Reach } from './reach';
import type { Endpoint } from '../../cluster/listeners/endpoint';

/** The members of a quorum, each asked by itself. */
export interface ZookeeperAccess {
  /**
   * @throws AccessError where no answer comes in time, or the member may not answer this
   * @throws HostError where the host that leads to the member is not reached
   */
  command(host: ZookeeperHost, word: FourLetterWord): Promise<string>;
}

export interface ZookeeperAccessOptions {
  readonly reach: Reach;
  readonly signal: AbortSignal;
  /** For one answer. @default 3000 */
  readonly timeoutMs?: number;
}

/** Opens access to the quorum; each question is a connection of its own, as ZooKeeper has it. */
export function openZookeeper({
  reach,
  signal,
  timeoutMs = 3_000,
}: ZookeeperAccessOptions): ZookeeperAccess {
  return {
    command: async (host, word) => {
      const { address, ports } = host;
      const answer = await reach(address, ports.zookeeperClient)
        .then((endpoint) => sendFourLetterWord(endpoint, word, { timeoutMs, signal }))
        .catch((cause: unknown) => {
          signal.throwIfAborted();
          if (cause instanceof HostError) throw cause;
          throw unanswered(host, word, cause);
        });
      // Through a tunnel, a port where nobody listens takes the question all the same.
      if (answer === '') throw unanswered(host, word, new Error('not a word'));
      if (answer.includes('not in the whitelist')) {
        throw unanswered(host, word, new Error('it is not in 4lw.commands.whitelist'));
      }
      return answer;
    },
  };
}

function unanswered(host: ZookeeperHost, word: FourLetterWord, cause: unknown): AccessError {
  const { code, message } = cause as NodeJS.ErrnoException;
  return new AccessError(
    {
      path: `ZooKeeper of ${host.name} (${host.address}:${host.ports.zookeeperClient})`,
      rule: `answer ${word}`,
      value: code ?? message,
      remedy: `Look at ZooKeeper's log in ${host.paths.zookeeper.logs} of ${host.name}`,
    },
    { cause },
  );
}

/** The questions that zoo.cfg lets a ZooKeeper member answer to anyone who reaches its port. */
export type FourLetterWord = 'conf' | 'mntr' | 'ruok';

interface FourLetterWordOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Asks a ZooKeeper member one question; it answers with text and closes the connection.
 *
 * @see https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_4lw
 * @throws Error that names the cause, such as ECONNREFUSED, or what was awaited for how long
 */
async function sendFourLetterWord(
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
