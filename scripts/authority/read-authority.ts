import 'reflect-metadata';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { X509Certificate } from '@peculiar/x509';
import { formatProblem, UserError } from '../../cluster/errors';
import { readCertificates } from '../../cluster/identities/found-certificate';
import { importKey, type SigningKey } from './keys';

/** The certificate of an authority, with the key to sign with. */
export interface AuthorityParts extends SigningKey {
  readonly certificate: X509Certificate;
}

/**
 * Reads a secret that holds a key and its certificate, as PEM. It may be one that somebody has put there.
 *
 * @throws UserError that names the secret and what is wrong, and nothing of what is in it
 */
export async function readAuthority(secret: string, text: string): Promise<AuthorityParts> {
  const refuse = (rule: string, value?: unknown) => {
    const remedy = 'Bring back what stood there';
    return new UserError(
      formatProblem({
        ...{ path: `The secret ${secret}`, rule, remedy },
        ...(value !== undefined && { value }),
      }),
    );
  };
  const key = parseKey(text);
  if (!key) throw refuse('begin with a private key in PEM, without a password');
  const [certificate] = readCertificates(text);
  if (!certificate) throw refuse('hold the certificate of the authority behind its key, in PEM');
  if (!certificate.checkPrivateKey(key)) throw refuse('hold a key and the certificate for it');
  if (!certificate.ca)
    throw refuse('be of an authority: its certificate has no CA:TRUE', certificate.subject);
  const signing = await importKey(key);
  if (!signing)
    throw refuse('have a key of RSA, P-256, P-384 or P-521', String(key.asymmetricKeyType));
  return { certificate: new X509Certificate(certificate.raw), ...signing };
}

const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/;

function parseKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(PRIVATE_KEY.exec(text)?.[0] ?? '');
  } catch {
    return undefined;
  }
}
