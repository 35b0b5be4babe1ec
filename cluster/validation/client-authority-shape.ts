import type { X509Certificate } from 'node:crypto';
import { list, type Check } from '../checks/checks';
import type { Problem } from '../errors';
import { readCertificates } from '../identities/found-certificate';

const GIVE_ONE =
  "Give the certificate of an authority, such as readFileSync('clients-authority.pem', 'utf8')";
const WEAKEST_RSA = 2_048;

/** No problem shows what was given: a key may stand in it. */
const authority: Check<string> = (value, path) => {
  const problem = (rule: string, remedy = GIVE_ONE): readonly Problem[] => [{ path, rule, remedy }];
  if (typeof value !== 'string') return problem('be the text of a certificate');
  if (/PRIVATE KEY/.test(value)) {
    return problem(
      'hold no private key',
      'Take the key out: it is a secret of whoever signs, and whoever has seen this text can sign for every client',
    );
  }
  const [certificate, ...others] = readCertificates(value);
  if (!certificate) return problem('be a certificate in PEM');
  if (others.length > 0) {
    return problem('be one certificate', 'Give each authority as a text of its own');
  }
  return [
    ...(certificate.ca
      ? []
      : problem('be the certificate of an authority, not of a host or a client')),
    ...(isWeak(certificate)
      ? problem(`have a key of ${WEAKEST_RSA} bits or more`, 'Have another authority made')
      : []),
  ];
};

function isWeak({ publicKey }: X509Certificate): boolean {
  const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  return modulusLength !== undefined && modulusLength < WEAKEST_RSA;
}

/** Authorities that sign for clients. */
export const CLIENT_AUTHORITIES = list(
  authority,
  "List them: [readFileSync('clients-authority.pem', 'utf8')]",
);
