import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { CertificateNames } from '../../cluster/identities/member-identities';
import type { CertificateAuthority } from './certificate-authority';
import { requireFit } from './require-fit';
import { exportKey, newKeys, SIGNATURE } from './keys';

/** A key that is made here, and the request for its certificate, both as PEM. */
export async function newRequest(): Promise<{ readonly key: string; readonly request: string }> {
  const keys = await newKeys();
  const key = await exportKey(keys.privateKey);
  const request = await Pkcs10CertificateRequestGenerator.create({
    keys,
    signingAlgorithm: SIGNATURE,
  });
  return { key, request: `${request.toString('pem')}\n` };
}

/**
 * A key that is made here, and its certificate: for the tools, and for hosts that this machine plays.
 *
 * @returns the key and the certificate as PEM, as {@link IdentityFiles.identity} has them
 * @throws UserError where what the authority answers doesn't fit
 */
export async function newIdentity(
  authority: CertificateAuthority,
  names: CertificateNames,
  days: number,
): Promise<string> {
  const { key, request } = await newRequest();
  const signed = await authority.sign({ request, names, days });
  const trusted = await authority.trusted();
  return `${key}${requireFit(signed, { key, names, trusted, now: new Date(), days })}`;
}
