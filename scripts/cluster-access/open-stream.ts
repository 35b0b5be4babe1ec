import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../../cluster/listeners/endpoint';
import { tlsTo, type Credentials } from './credentials';
import { noteSession, sessionWith } from './tls-sessions';

/** A connection that is being made. */
export interface OpeningStream {
  readonly stream: Duplex;
  /** The event that says that it is open. */
  readonly event: 'connect' | 'secureConnect';
}

/**
 * Opens connections to what the cluster knows by this address.
 *
 * @param credentials undefined where the cluster is not secured
 */
export function openStreamTo(
  address: string,
  credentials: Credentials | undefined,
): (endpoint: Endpoint) => OpeningStream {
  return ({ host, port }) => {
    if (!credentials) {
      return { stream: connect({ host, port, noDelay: true, keepAlive: true }), event: 'connect' };
    }
    const { certificate } = credentials;
    const server = `${address} ${host}:${port}`;
    const session = sessionWith(certificate, server);
    const stream = connectTls({ host, port, ...tlsTo(address, certificate), session });
    noteSession(stream, certificate, server);
    return { stream: stream.setNoDelay(true).setKeepAlive(true), event: 'secureConnect' };
  };
}
