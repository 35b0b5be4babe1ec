import type { CertificateAuthority } from '../authority/certificate-authority';
import { keyOfRequest } from '../authority/key-of-request';
import { requireFit } from '../authority/require-fit';
import type { IdentityPlaces } from './identity-places';
import type { CertificateStep } from './plan-certificates';

/** Who signs, and for whom. */
export interface Signing {
  readonly places: IdentityPlaces;
  readonly authority: CertificateAuthority;
  /** Who is to be trusted: PEM. */
  readonly trusted: string;
  /** How long certificates hold. */
  readonly days: number;
}

/**
 * Has a host make a key, and takes it the certificate for it, by a way that is known to lead to the
 * host. What is signed says what the spec says; the request proves no more than that the key is there.
 *
 * @throws UserError where what was signed doesn't fit; nothing was changed then
 * @throws HostError where the host does not take it
 */
export async function certify(
  { places, authority, trusted, days }: Signing,
  { member, needs }: CertificateStep,
): Promise<void> {
  if (needs === 'trust') return await places.hand(member, { signed: '', trusted });
  const { commonName, hosts } = member;
  const names = { commonName, hosts };
  const request = await places.request(member);
  const answer = await authority.sign({ request, names, days });
  const now = new Date();
  const signed = requireFit(answer, { key: keyOfRequest(request), names, trusted, now, days });
  await places.hand(member, { signed, trusted });
}
