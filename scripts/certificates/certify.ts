import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import type { CertificateAuthority } from '../authority/certificate-authority';
import { keyOfRequest } from '../authority/key-of-request';
import { requireFit } from '../authority/require-fit';
import type { HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import type { CertificateStep } from './plan-certificates';

/** Who signs, and for whom. */
export interface Signing {
  readonly shells: HostShells;
  readonly authority: CertificateAuthority;
  /** Who is to be trusted: PEM. */
  readonly trusted: string;
  /** How long certificates hold. */
  readonly days: number;
}

/**
 * Has a host make a key, and takes it the certificate for it, over the SSH connection that is known to be
 * the host's. What is signed says what the spec says; the request proves no more than that the key is there.
 *
 * @throws UserError where what was signed doesn't fit; nothing was changed then
 * @throws HostError where the host does not take it
 */
export async function certify(
  { shells, authority, trusted, days }: Signing,
  { member, needs }: CertificateStep,
): Promise<void> {
  const { host, process, ...names } = member;
  const shell = shells.of(host.name);
  let signed = '';
  if (needs === 'certificate') {
    const request = await runOrThrow(shell, [HOST_PROGRAM, 'request', process.name]);
    signed = await authority.sign({ request, names, days });
    requireFit(signed, { key: keyOfRequest(request), names, trusted, now: new Date() });
  }
  const input = `${signed}${signed.endsWith('\n') || signed === '' ? '' : '\n'}trusted\n${trusted}`;
  await runOrThrow(shell, [HOST_PROGRAM, 'certify', process.name], { input });
}
