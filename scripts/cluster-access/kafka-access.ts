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
  /** Ends all connections; a request still open is rejected. */
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

  const close = async () => {
    signal.removeEventListener('abort', onAbort);
    const open = [...connections.values()];
    connections.clear();
    await Promise.all(open.map((connection) => connection.close()));
  };
  const onAbort = () => void close();
  signal.addEventListener('abort', onAbort, { once: true });

  const connected = async (address: string, port: number): Promise<Connection> => {
    const key = `${address}:${port}`;
    const endpoint = await options.reach(address, port);
    signal.throwIfAborted();
    const known = connections.get(key);
    if (known) {
      if (!known.isConnected()) await known.ready();
      return known;
    }
    const connection = newConnection(options);
    connections.set(key, connection);
    connection.on('close', () => connections.delete(key));
    connection.on('error', () => connections.delete(key));
    await connection.connect(endpoint.host, endpoint.port);
    return connection;
  };

  const broker = (host: BrokerHost, listener: ListenerId = 'client'): BrokerAccess => ({
    ask: async (api, ...request) => {
      const port = host.ports[listener];
      try {
        return await api.async(await connected(host.address, port), ...request);
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof HostError) throw cause;
        throw kafkaError(cause, { host, port, name: protocolAPIsById[api.key] ?? `${api.key}` });
      }
    },
  });
  return { broker, close };
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
