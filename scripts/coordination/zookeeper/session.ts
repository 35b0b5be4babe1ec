import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint } from '../../../cluster/listeners/endpoint';
import type { OpeningStream } from '../../cluster-access/open-stream';
import { SessionLostError } from '../coordination';
import {
  ConnectionLostError,
  NO_SESSION,
  ZookeeperConnection,
  type SessionKey,
} from './connection';
import { closeRequest, type ZookeeperRequest } from './requests';
import { isAnswer } from './zookeeper-error';

/** One member of a quorum, and the way to it. */
export interface Member {
  /** For errors. */
  readonly name: string;
  /** @throws Error that says why there is no way to it */
  readonly endpoint: () => Promise<Endpoint>;
  /** Begins a connection to it. */
  readonly open: (endpoint: Endpoint) => OpeningStream;
}

export interface SessionOptions {
  readonly members: readonly Member[];
  /** How long the session outlives the last word from here; the quorum may set it otherwise. */
  readonly timeoutMs: number;
  /** How long one question may take, all tries together. */
  readonly limitMs: number;
}

/** No member let us in, each with its reason. */
export class NoMemberError extends Error {
  override readonly name = 'NoMemberError';

  constructor(readonly reasons: ReadonlyMap<string, string>) {
    super([...reasons].map(([name, reason]) => `${name}: ${reason}`).join('; '));
  }
}

/** The part of a session's life in which a member that is silent is left for another one. */
const SILENCE = 0.4;
/** The part of it that each step to let us in may take. */
const OPEN = 0.2;
const PAUSE_MS = 100;

/** A session at a ZooKeeper quorum: goes from member to member as they come and go. */
export class ZookeeperSession {
  #key: SessionKey;
  #lastZxid = 0n;
  #connection: Promise<ZookeeperConnection> | undefined;
  /** The member to try next. */
  #next: number;
  #refusals = new Map<string, string>();
  #isClosed = false;
  readonly #lost = new AbortController();

  constructor(private readonly options: SessionOptions) {
    this.#key = { ...NO_SESSION, timeoutMs: options.timeoutMs };
    this.#next = Math.floor(Math.random() * options.members.length);
  }

  get id(): bigint {
    return this.#key.id;
  }

  /** As the quorum has set it. */
  get timeoutMs(): number {
    return this.#key.timeoutMs;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /**
   * Begins the session, if it has not begun.
   *
   * @throws NoMemberError where no member lets us in within the time
   */
  async begin(): Promise<void> {
    await this.#connected(performance.now() + this.options.limitMs);
  }

  /**
   * Asks until there is an answer: another member where one is lost. A try that broke off may have been
   * done all the same.
   *
   * @throws ZookeeperError where that is the answer
   * @throws NoMemberError where no member lets us in within the time
   * @throws SessionLostError where the session has ended
   */
  async ask<Answer>(request: ZookeeperRequest<Answer>): Promise<Answer> {
    const end = performance.now() + this.options.limitMs;
    for (;;) {
      const connection = await this.#connected(end);
      try {
        return await connection.ask(request);
      } catch (error) {
        if (isAnswer(error, 'SessionExpired')) throw this.#lose();
        if (isAnswer(error, 'SessionMoved')) connection.destroy();
        else if (!(error instanceof ConnectionLostError)) throw error;
      }
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const connection = await Promise.race([
      this.#connection?.catch(() => undefined),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);
    if (!connection) return;
    const closed = connection.ask(closeRequest).catch(() => undefined);
    await Promise.race([closed, sleep(CLOSE_MS, undefined, { ref: false })]);
    connection.destroy();
  }

  async #connected(end: number): Promise<ZookeeperConnection> {
    for (;;) {
      this.#lost.signal.throwIfAborted();
      if (this.#isClosed) throw new Error('the session was closed here');
      this.#connection ??= this.#connect();
      try {
        return await this.#connection;
      } catch (error) {
        if (!(error instanceof ConnectionLostError)) throw error;
        if (performance.now() >= end) throw new NoMemberError(this.#refusals);
        await sleep(PAUSE_MS);
      }
    }
  }

  /** Tries the next member. */
  async #connect(): Promise<ZookeeperConnection> {
    const { members } = this.options;
    const member = members[this.#next]!;
    this.#next = (this.#next + 1) % members.length;
    try {
      const connection = await this.#connectTo(member);
      if (connection.hasExpired) {
        connection.destroy();
        throw this.#lose();
      }
      this.#key = connection.key;
      this.#refusals.clear();
      void connection.ended.then(() => this.#reconnect(connection));
      return connection;
    } catch (error) {
      this.#connection = undefined;
      if (error instanceof SessionLostError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      this.#refusals.set(member.name, code ?? message);
      throw new ConnectionLostError(message, { cause: error });
    }
  }

  async #connectTo(member: Member): Promise<ZookeeperConnection> {
    const [key, lastZxid] = [this.#key, this.#lastZxid];
    const [silenceMs, openMs] = [key.timeoutMs * SILENCE, key.timeoutMs * OPEN];
    const endpoint = await within(openMs, member.endpoint());
    const { stream, event } = member.open(endpoint);
    try {
      await once(stream, event, { signal: AbortSignal.timeout(openMs) });
      return await ZookeeperConnection.open(stream, { key, lastZxid, silenceMs, openMs });
    } catch (error) {
      stream.destroy();
      throw (error as Error).name === 'AbortError' ? noConnection(openMs) : error;
    }
  }

  /** At once, whether or not anything is asked: the session's time runs. */
  async #reconnect({ lastZxid }: ZookeeperConnection): Promise<void> {
    this.#lastZxid = lastZxid;
    this.#connection = undefined;
    await this.#connected(Infinity).catch((error: unknown) => {
      if (!this.#isClosed && !(error instanceof SessionLostError)) throw error;
    });
  }

  #lose(): SessionLostError {
    const error = new SessionLostError(
      `The session was ended by ZooKeeper, which heard nothing from here for ${this.#key.timeoutMs / 1_000} s.`,
    );
    this.#lost.abort(error);
    return error;
  }
}

const CLOSE_MS = 1_000;

/** @throws Error where it takes longer */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = sleep(limitMs, undefined, { signal: limit.signal }).then(() => {
    throw noConnection(limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    limit.abort();
  }
}

function noConnection(limitMs: number): ConnectionLostError {
  return new ConnectionLostError(`no connection within ${limitMs} ms`);
}
