import { Connection, type ConnectionOptions } from '@platformatic/kafka';
import type { BrokerListener } from '../../cluster/listeners/listeners';
import { PROGRAM } from '../../cluster/program';
import { CLIENT_MECHANISM, type SecurityProtocol, type SecuritySpec } from '../../cluster/security';
import type { BrokerHost } from '../../cluster/topology';
import { tlsTo, type Credentials } from './credentials';
import { credentialsOf } from './credentials-of';
import type { Reach } from './reach';

export interface BrokerConnectionsOptions {
  readonly reach: Reach;
  readonly security: SecuritySpec;
  /** @default 3000 */
  readonly connectTimeoutMs?: number;
  /** For one answer. @default - 10000, and more for what changes something (answerLimitMs) */
  readonly requestTimeoutMs?: number;
}

const CLIENT_ID = PROGRAM;

/**
 * Connections to listeners of brokers, each made when it is first needed, and kept. What changes something
 * goes by one of its own: it may take longer, and holds up nobody who asks.
 */
export class BrokerConnections {
  readonly #connections = new Map<string, Connection>();
  readonly #closing = new AbortController();

  constructor(private readonly options: BrokerConnectionsOptions) {}

  /** Aborted when they are closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** @param limitMs for one answer on it */
  async to(
    { address }: BrokerHost,
    { port, protocol }: BrokerListener,
    limitMs: number,
  ): Promise<Connection> {
    const { reach, security, connectTimeoutMs = 3_000, requestTimeoutMs = limitMs } = this.options;
    const key = `${address}:${port} ${requestTimeoutMs}`;
    const endpoint = await reach(address, port);
    // Who was reached only now may not open what nobody would close.
    this.closing.throwIfAborted();
    const known = this.#connections.get(key);
    if (known) {
      if (!known.isConnected()) await known.ready();
      return known;
    }
    const credentials = credentialsOf(reach, security);
    const connection = new Connection(CLIENT_ID, {
      connectTimeout: connectTimeoutMs,
      requestTimeout: requestTimeoutMs,
      ...PROTECTION[protocol](address, credentials!),
    });
    this.#connections.set(key, connection);
    // With an error as well, its socket may still be open.
    const forget = () => {
      if (this.#connections.get(key) === connection) this.#connections.delete(key);
      end(connection);
    };
    connection.on('close', forget);
    connection.on('error', forget);
    try {
      await connection.connect(endpoint.host, endpoint.port);
    } catch (error) {
      // Where its time is over before TLS is spoken it tells nobody, and would never be connected.
      forget();
      throw error;
    }
    return connection;
  }

  /** Ends all of them, at once. */
  close(): void {
    this.#closing.abort(new Error('the connections were closed'));
    this.#connections.forEach(end);
    this.#connections.clear();
  }
}

/**
 * Without waiting for the other side: a peer that hangs, or a tunnel to one, would keep this process for
 * as long as Kafka keeps an idle connection, ten minutes.
 */
function end(connection: Connection): void {
  // It has a clock of its own that asks for the password again, and stops it here alone.
  void connection.close().catch(() => undefined);
  connection.socket?.destroy();
}

type Protection = Pick<ConnectionOptions, 'tls' | 'sasl'>;

/** What is shown at a listener of each protocol; there are credentials where the cluster is secured. */
const PROTECTION: Readonly<
  Record<SecurityProtocol, (address: string, credentials: Credentials) => Protection>
> = {
  PLAINTEXT: () => ({}),
  SSL: (address, { certificate }) => ({ tls: tlsTo(address, certificate) }),
  SASL_SSL: (address, { trust, login }) => {
    if (!login) throw new Error('nobody is named to log in');
    const { name: username, password } = login();
    return {
      tls: tlsTo(address, trust),
      sasl: { mechanism: CLIENT_MECHANISM, username, password },
    };
  },
};
