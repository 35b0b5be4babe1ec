import {
  Connection,
  protocolAPIsById,
  type API,
  type ConnectionOptions,
} from '@platformatic/kafka';
import type { ListenerId } from '../../cluster/listeners/listeners';
import { PROGRAM } from '../../cluster/program';
import type { SecuritySpec } from '../../cluster/security';
import type { BrokerHost } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import { kafkaError } from './kafka-error';
import type { Reach } from './reach';

/** One listener of one broker. */
export interface BrokerAccess {
  /**
   * Sends one request of Kafka's protocol and gives its answer. Nothing is tried twice and nothing
   * is forwarded: the answer is this broker's own. Requests to one broker are answered in order.
   *
   * @throws AccessError where no answer comes in time, or an error for an answer
   * @throws HostError where the host that leads to the broker is not reached
   */
  ask<Request extends unknown[], Answer>(
    api: API<Request, Answer>,
    ...request: Request
  ): Promise<Answer>;
}

/** The brokers of a cluster, each reached by itself. */
export interface KafkaAccess {
  broker(host: BrokerHost, listener?: ListenerId): BrokerAccess;
  /** Ends all connections, at once; a request still open is rejected. */
  close(): Promise<void>;
}

export interface KafkaAccessOptions {
  readonly reach: Reach;
  readonly security: SecuritySpec;
  /** Ends all connections when it is aborted. */
  readonly signal: AbortSignal;
  /** @default 3000 */
  readonly connectTimeoutMs?: number;
  /** For one answer. @default 10000 */
  readonly requestTimeoutMs?: number;
}

const CLIENT_ID = PROGRAM;

/** Opens access to the brokers; connections are made when first needed, and kept. */
export function openKafka(options: KafkaAccessOptions): KafkaAccess {
  const { signal } = options;
  const connections = new Map<string, Connection>();
  const closing = new AbortController();

  const close = () => {
    signal.removeEventListener('abort', close);
    closing.abort(new Error('the connections were closed'));
    connections.forEach(end);
    connections.clear();
  };
  signal.addEventListener('abort', close, { once: true });

  const connected = async (address: string, port: number): Promise<Connection> => {
    const key = `${address}:${port}`;
    const endpoint = await options.reach(address, port);
    // Who was reached only now may not open what nobody would close.
    closing.signal.throwIfAborted();
    const known = connections.get(key);
    if (known) {
      if (!known.isConnected()) await known.ready();
      return known;
    }
    const connection = newConnection(options);
    connections.set(key, connection);
    // With an error as well, its socket may still be open.
    const forget = () => {
      if (connections.get(key) === connection) connections.delete(key);
      end(connection);
    };
    connection.on('close', forget);
    connection.on('error', forget);
    await connection.connect(endpoint.host, endpoint.port);
    return connection;
  };

  const broker = (host: BrokerHost, listener: ListenerId = 'client'): BrokerAccess => ({
    ask: async (api, ...request) => {
      const port = host.ports[listener];
      try {
        const asked = connected(host.address, port).then((connection) =>
          api.async(connection, ...request),
        );
        return await unlessAborted(asked, closing.signal);
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof HostError) throw cause;
        throw kafkaError(cause, { host, port, name: protocolAPIsById[api.key] ?? `${api.key}` });
      }
    },
  });
  return { broker, close: () => Promise.resolve(close()) };
}

/** A connection that is ended while it is made tells nobody of it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Without waiting for the other side: a peer that hangs, or a tunnel to one, would keep this process for
 * as long as Kafka keeps an idle connection, ten minutes.
 */
function end(connection: Connection): void {
  connection.socket?.destroy();
}

function newConnection({
  security,
  connectTimeoutMs = 3_000,
  requestTimeoutMs = 10_000,
}: KafkaAccessOptions): Connection {
  return new Connection(CLIENT_ID, {
    connectTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    ...protection(security),
  });
}

function protection(security: SecuritySpec): Pick<ConnectionOptions, 'tls' | 'sasl'> {
  switch (security.kind) {
    case 'plaintext':
      return {};
  }
}
