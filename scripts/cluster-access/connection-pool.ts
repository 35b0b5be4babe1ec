import type { Connection } from '@platformatic/kafka';
import type { Endpoint } from '../../cluster/listeners/endpoint';

/** A connection that is asked for. */
export interface WantedConnection {
  /** Where it leads, and what else makes it another one. */
  readonly key: string;
  readonly endpoint: Endpoint;
  readonly make: () => Connection;
}

/** Connections to brokers, each made when it is first needed, and kept as long as both sides want it. */
export class ConnectionPool {
  readonly #connections = new Map<string, Connection>();
  #isClosed = false;

  /** @throws Error where it can't be made, or the pool was closed */
  async to({ key, endpoint, make }: WantedConnection): Promise<Connection> {
    // Who was reached only now may not open what nobody would close.
    if (this.#isClosed) throw new Error('the connections were closed');
    const known = this.#connections.get(key);
    if (known) {
      if (!known.isConnected()) await known.ready();
      return known;
    }
    const connection = make();
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
    this.#isClosed = true;
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
