import { protocolAPIsById, type API } from '@platformatic/kafka';
import type { ListenerId } from '../../cluster/listeners/listeners';
import { listenerOf, type BrokerHost } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import { answerLimitMs } from './answer-limit';
import { BrokerConnections, type BrokerConnectionsOptions } from './broker-connections';
import { kafkaError } from './kafka-error';
import { reachBy } from './reach';

/** One listener of one broker. */
export interface BrokerAccess {
  /**
   * Sends one request of Kafka's protocol and gives its answer. Nothing is tried twice and nothing
   * is forwarded: the answer is this broker's own. Requests to one broker are answered in order, save
   * those that change something.
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
  /**
   * @param listener where it is asked. By default where a tool is let in to all: that of clients, and
   * in a secured cluster that of the brokers, which asks for a certificate
   */
  broker(host: BrokerHost, listener?: ListenerId): BrokerAccess;
  /** The same by connections of its own: what one of them waits for holds up nothing on the others. */
  apart(limits?: KafkaAccessLimits): KafkaAccess;
  /** Ends its connections, at once; a request still open is rejected. */
  close(): Promise<void>;
}

export type KafkaAccessLimits = Pick<KafkaAccessOptions, 'connectTimeoutMs' | 'requestTimeoutMs'>;

export interface KafkaAccessOptions extends BrokerConnectionsOptions {
  /** The same as closing it, when it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Opens access to the brokers. Connections are made when first needed, and kept: until it is closed, or by
 * the way to the cluster, which may have them for longer.
 */
export function openKafka(options: KafkaAccessOptions): KafkaAccess {
  const { signal, security } = options;
  const connections = new BrokerConnections(options);
  const close = () => {
    signal.removeEventListener('abort', close);
    connections.close();
  };
  signal.addEventListener('abort', close, { once: true });

  const broker = (
    host: BrokerHost,
    id: ListenerId = security.kind === 'plaintext' ? 'client' : 'interBroker',
  ): BrokerAccess => ({
    ask: async (api, ...request) => {
      const listener = listenerOf(host, id);
      if (!listener) throw new Error(`${host.name} has no listener ${id}`);
      const { port } = listener;
      try {
        const asked = connections
          .to(host, listener, answerLimitMs(api))
          .then((connection) => api.async(connection, ...request));
        return await unlessAborted(asked, connections.closing);
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof HostError) throw cause;
        throw kafkaError(cause, { host, port, name: protocolAPIsById[api.key] ?? `${api.key}` });
      }
    },
  });
  return {
    broker,
    apart: (limits) =>
      openKafka({ ...options, ...limits, reach: reachBy(undefined, options.reach) }),
    close: () => Promise.resolve(close()),
  };
}

/** A connection that is ended while it is made tells nobody of it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
