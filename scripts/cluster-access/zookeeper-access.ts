import { addAbortSignal } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { SecuritySpec } from '../../cluster/security';
import { zookeeperPort, type ZookeeperHost } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import { AccessError } from './access-error';
import { certificateRemedy } from './certificate-remedy';
import type { Reach } from './reach';
import { credentialsOf } from './credentials-of';
import { openStreamTo, type OpeningStream } from './open-stream';

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
  readonly security: SecuritySpec;
  readonly signal: AbortSignal;
  /** For one answer, on the way to it too; a machine that is busy may take seconds. @default 10000 */
  readonly timeoutMs?: number;
}

/** Opens access to the quorum; each question is a connection of its own, as ZooKeeper has it. */
export function openZookeeper({
  reach,
  security,
  signal,
  timeoutMs = 10_000,
}: ZookeeperAccessOptions): ZookeeperAccess {
  return {
    command: async (host, word) => {
      const { address } = host;
      const port = zookeeperPort(host, security);
      const open = openStreamTo(address, credentialsOf(reach, security));
      const unanswered = (cause: unknown) => noAnswer(`${address}:${port}`, { host, word, cause });
      const answer = await reach(address, port)
        .then((endpoint) => sendFourLetterWord(() => open(endpoint), word, { timeoutMs, signal }))
        .catch((cause: unknown) => {
          signal.throwIfAborted();
          if (cause instanceof HostError) throw cause;
          throw unanswered(cause);
        });
      // Through a tunnel, a port where nobody listens takes the question all the same.
      if (answer === '') throw unanswered(new Error('not a word'));
      if (answer.includes('not in the whitelist')) {
        throw unanswered(new Error('it is not in 4lw.commands.whitelist'));
      }
      return answer;
    },
  };
}

interface Unanswered {
  readonly host: ZookeeperHost;
  readonly word: FourLetterWord;
  readonly cause: unknown;
}

function noAnswer(at: string, { host, word, cause }: Unanswered): AccessError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const value = code ?? message;
  const log = `Look at ZooKeeper's log in ${host.paths.zookeeper.logs} of ${host.name}`;
  return new AccessError(
    {
      path: `ZooKeeper of ${host.name} (${at})`,
      rule: `answer ${word}`,
      value,
      remedy: certificateRemedy(value) ?? log,
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
  open: () => OpeningStream,
  word: FourLetterWord,
  { timeoutMs, signal }: FourLetterWordOptions,
): Promise<string> {
  const limit = AbortSignal.timeout(timeoutMs);
  const { stream } = open();
  const socket = addAbortSignal(AbortSignal.any([signal, limit]), stream);
  try {
    // Not ended: with TLS, a member that hears so ends its own side before it has answered.
    socket.write(word);
    return await text(socket);
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new Error(`no answer within ${timeoutMs} ms`, { cause: error });
    throw error;
  } finally {
    socket.destroy();
  }
}
