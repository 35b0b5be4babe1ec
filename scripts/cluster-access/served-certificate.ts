import { once } from 'node:events';
import type { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import {
  foundCertificate,
  type FoundCertificate,
} from '../../cluster/identities/found-certificate';
import { indicatedName, type Credentials } from './credentials';
import type { Reach } from './reach';

const LIMIT_MS = 5_000;

/** A certificate and what is shown with it. */
export interface ServedCertificate extends FoundCertificate {
  /** The authority at the top, above those in between; it may be the one that signed the certificate itself. */
  readonly root: string;
}

/**
 * The certificate that is shown at a port, whether or not it is to be believed: what a process shows is what
 * it has taken in, whatever lies in its files.
 *
 * @throws Error where nobody shows one in time
 */
export async function servedCertificate(
  reach: Reach,
  address: string,
  port: number,
): Promise<ServedCertificate> {
  const { host, port: near } = await reach(address, port);
  const { certificate }: Partial<Credentials> = reach.credentials ?? {};
  const socket = connect({
    ...{ host, port: near, ...indicatedName(address) },
    ...(certificate && { secureContext: certificate }),
    rejectUnauthorized: false,
  });
  // What it says once we have seen enough is nobody's concern.
  socket.on('error', () => undefined);
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(LIMIT_MS) });
    const served = socket.getPeerX509Certificate();
    if (!served) throw new Error(`${address}:${port} shows no certificate`);
    return { ...foundCertificate(served), root: rootOf(served) };
  } finally {
    socket.destroy();
  }
}

/** By the last one that is shown, or is trusted here. One that has signed itself is its own issuer. */
function rootOf(shown: X509Certificate): string {
  const { issuerCertificate: above } = shown;
  return above && above.fingerprint256 !== shown.fingerprint256 ? rootOf(above) : shown.issuer;
}
