import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import type { CertificateNames } from '../../cluster/identities/member-identities';
import type { CertificateAuthority } from './certificate-authority';
import { requireFit } from './require-fit';
import { exportKey, newKeys, SIGNATURE } from './keys';

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
  const keys = await newKeys();
  const key = await exportKey(keys.privateKey);
  const request = await Pkcs10CertificateRequestGenerator.create({
    keys,
    signingAlgorithm: SIGNATURE,
  });
  const signed = await authority.sign({ request: request.toString('pem'), names, days });
  requireFit(signed, { key, names, trusted: await authority.trusted(), now: new Date() });
  return `${key}${signed}`;
}
