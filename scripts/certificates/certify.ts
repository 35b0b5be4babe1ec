import type { X509Certificate } from 'node:crypto';
import { formatProblem, UserError } from '../../cluster/errors';
import { readCertificates } from '../../cluster/identities/found-certificate';
import type { Host } from '../../cluster/topology';
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
 * @throws UserError where what was signed doesn't fit, or is not valid yet by the host's clock; nothing was
 * changed then
 * @throws HostError where the host does not take it
 */
export async function certify(
  { places, authority, trusted, days }: Signing,
  { member, needs }: CertificateStep,
): Promise<void> {
  if (needs === 'trust') return await places.hand(member, { signed: '', trusted });
  const { host, commonName, hosts } = member;
  const names = { commonName, hosts };
  const request = await places.request(member);
  const answer = await authority.sign({ request, names, days });
  const now = new Date();
  const signed = requireFit(answer, { key: keyOfRequest(request), names, trusted, now, days });
  requireClock(host, await places.clock(host), readCertificates(signed)[0]!);
  await places.hand(member, { signed, trusted });
}

/** A process that finds its own certificate not valid yet, or over, lets nobody in and is let in by nobody. */
function requireClock({ name }: Host, clock: Date, own: X509Certificate): void {
  const { validFromDate, validToDate } = own;
  if (clock >= validFromDate && clock < validToDate) return;
  throw new UserError(
    formatProblem({
      path: `The clock of ${name}`,
      rule: `be within the life of its certificate, ${short(validFromDate)} to ${short(validToDate)} UTC`,
      value: `${short(clock)} UTC, while it is ${short(new Date())} UTC here`,
      remedy: 'Set the one that is wrong (`chronyc makestep`), and run the command again',
    }),
  );
}

const short = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');
