import { once } from 'node:events';
import { connect } from 'node:tls';
import {
  foundCertificate,
  type FoundCertificate,
} from '../../cluster/identities/found-certificate';
import { indicatedName, type Credentials } from './credentials';
import type { Reach } from './reach';

const LIMIT_MS = 5_000;

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
): Promise<FoundCertificate> {
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
    return foundCertificate(served);
  } finally {
    socket.destroy();
  }
}
