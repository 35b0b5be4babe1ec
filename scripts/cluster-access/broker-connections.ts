import { Connection, type ConnectionOptions } from '@platformatic/kafka';
import type { BrokerListener } from '../../cluster/listeners/listeners';
import { PROGRAM } from '../../cluster/program';
import { CLIENT_MECHANISM, type SecurityProtocol, type SecuritySpec } from '../../cluster/security';
import type { BrokerHost } from '../../cluster/topology';
import { ConnectionPool } from './connection-pool';
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
 * Connections to listeners of brokers: those that the way to the cluster keeps, or else its own. What changes
 * something goes by one of its own: it may take longer, and holds up nobody who asks.
 */
export class BrokerConnections {
  readonly #own = new ConnectionPool();
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
    const endpoint = await reach(address, port);
    this.closing.throwIfAborted();
    const credentials = credentialsOf(reach, security);
    const { tls, sasl } = PROTECTION[protocol](address, credentials!);
    return await (reach.kept ?? this.#own).to({
      key: [`${address}:${port}`, requestTimeoutMs, sasl?.username].join(' '),
      endpoint,
      make: () =>
        new Connection(CLIENT_ID, {
          connectTimeout: connectTimeoutMs,
          requestTimeout: requestTimeoutMs,
          ...{ tls, sasl },
        }),
    });
  }

  /** Ends its own, at once; nobody waits for an answer any more. */
  close(): void {
    this.#closing.abort(new Error('the connections were closed'));
    this.#own.close();
  }
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
