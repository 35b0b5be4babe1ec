import type { Duplex } from 'node:stream';
import { JuteReader, JuteWriter } from './jute';
import { pingRequest, type ZookeeperRequest } from './requests';
import { ZookeeperError } from './zookeeper-error';

/** A session as ZooKeeper knows it: who shows both may go on with it at another member. */
export interface SessionKey {
  readonly id: bigint;
  readonly password: Buffer;
  readonly timeoutMs: number;
}

export const NO_SESSION: Pick<SessionKey, 'id' | 'password'> = {
  id: 0n,
  password: Buffer.alloc(16),
};

export interface ConnectionOptions {
  /** The session to go on with, or {@link NO_SESSION} for a new one, and how long it is to last. */
  readonly key: SessionKey;
  /** The newest change seen: a member that has not seen it yet refuses us. */
  readonly lastZxid: bigint;
  /** No word for so long ends the connection. */
  readonly silenceMs: number;
  /** The same until the member has let us in. */
  readonly openMs: number;
}

/** A connection that ended, or never was one: whether what was asked last was done, nobody knows. */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}

/** No answer has more: `jute.maxbuffer` of servers is 1 MiB. */
const MAX_FRAME = 4 * 2 ** 20;
/** So many times within the silence that ends it, a connection is tried. */
const PINGS = 3;
const PING_XID = -2;

interface Waiting {
  readonly xid: number;
  readonly name: string;
  readonly resolve: (reader: JuteReader) => void;
  readonly reject: (error: Error) => void;
}

/** One connection to one ZooKeeper member; its session outlives it. */
export class ZookeeperConnection {
  /** Undefined until the member has answered; a timeout of 0 says that the session has ended. */
  #key: SessionKey | undefined;
  #lastZxid: bigint;
  #received: Buffer = Buffer.alloc(0);
  #xid = 0;
  #waiting: Waiting[] = [];
  #pings: NodeJS.Timeout | undefined;
  #silence: NodeJS.Timeout | undefined;
  /** Fulfilled once it has ended. */
  readonly ended: Promise<void>;
  #tellEnd: () => void = () => undefined;

  private constructor(
    private readonly stream: Duplex,
    private readonly options: ConnectionOptions,
    private readonly opening: {
      readonly succeed: () => void;
      readonly fail: (error: Error) => void;
    },
  ) {
    this.ended = new Promise((resolve) => (this.#tellEnd = resolve));
    this.#lastZxid = options.lastZxid;
    stream.on('data', (data: Buffer) => this.#receive(data));
    stream.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message));
    stream.on('end', () => this.#end('it hung up'));
    stream.on('close', () => this.#end('it hung up'));
    this.#hear(options.openMs);
    this.#sendFrame(connectFrame(options));
  }

  /**
   * Opens a session, or goes on with one.
   *
   * @throws ConnectionLostError where the member gives no answer in time
   */
  static async open(stream: Duplex, options: ConnectionOptions): Promise<ZookeeperConnection> {
    return await new Promise((resolve, fail) => {
      const succeed = () => resolve(connection);
      const connection = new ZookeeperConnection(stream, options, { succeed, fail });
    });
  }

  get key(): SessionKey {
    return this.#key!;
  }

  /** Whether the member said that the session is over. */
  get hasExpired(): boolean {
    return this.key.timeoutMs <= 0;
  }

  get lastZxid(): bigint {
    return this.#lastZxid;
  }

  /**
   * @throws ZookeeperError where that is the answer
   * @throws ConnectionLostError where none comes
   */
  async ask<Answer>(request: ZookeeperRequest<Answer>): Promise<Answer> {
    if (this.stream.destroyed) throw new ConnectionLostError('it hung up');
    const xid = (this.#xid += 1);
    const answered = new Promise<JuteReader>((resolve, reject) =>
      this.#waiting.push({ xid, name: request.name, resolve, reject }),
    );
    this.#send(xid, request);
    return request.parse(await answered);
  }

  destroy(): void {
    this.#end('it was closed here');
  }

  /** It is asked more often than that, if only by pings. */
  #hear(limitMs = this.options.silenceMs): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#end(`no answer within ${limitMs} ms`), limitMs);
  }

  #send(xid: number, { type, body }: ZookeeperRequest<unknown>): void {
    const header = new JuteWriter().int(xid).int(type).toBuffer();
    this.#sendFrame(Buffer.concat([header, body]));
  }

  #sendFrame(frame: Buffer): void {
    this.stream.write(Buffer.concat([new JuteWriter().int(frame.length).toBuffer(), frame]));
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    try {
      while (this.#received.length >= 4) {
        const length = this.#received.readInt32BE(0);
        if (length < 0 || length > MAX_FRAME) throw new RangeError(`a frame of ${length} bytes`);
        if (this.#received.length < 4 + length) return;
        const frame = this.#received.subarray(4, 4 + length);
        this.#received = this.#received.subarray(4 + length);
        this.#takeFrame(new JuteReader(frame));
      }
    } catch (error) {
      // Whoever answers so speaks another protocol.
      this.#end(`no answer of ZooKeeper's: ${(error as Error).message}`);
    }
  }

  #takeFrame(reader: JuteReader): void {
    if (!this.#key) return this.#takeSession(reader);
    this.#hear();
    const [xid, zxid, error] = [reader.int(), reader.long(), reader.int()];
    if (zxid > this.#lastZxid) this.#lastZxid = zxid;
    if (xid === PING_XID) return;
    const asked = this.#waiting.shift();
    if (asked?.xid !== xid) throw new RangeError(`an answer to ${xid}, which was not asked next`);
    if (error === 0) asked.resolve(reader);
    else asked.reject(new ZookeeperError(asked.name, error));
  }

  #takeSession(reader: JuteReader): void {
    reader.int(); // protocol version
    const [timeoutMs, id, password] = [reader.int(), reader.long(), Buffer.from(reader.bytes())];
    this.#key = { id, password, timeoutMs };
    this.#hear();
    this.#pings = setInterval(
      () => this.#send(PING_XID, pingRequest),
      this.options.silenceMs / PINGS,
    );
    this.opening.succeed();
  }

  #end(reason: string): void {
    const error = new ConnectionLostError(reason);
    clearInterval(this.#pings);
    clearTimeout(this.#silence);
    this.stream.destroy();
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.opening.fail(error);
    this.#tellEnd();
  }
}

function connectFrame({ key, lastZxid }: ConnectionOptions): Buffer {
  return new JuteWriter()
    .int(0)
    .long(lastZxid)
    .int(key.timeoutMs)
    .long(key.id)
    .bytes(key.password)
    .boolean(false)
    .toBuffer();
}
