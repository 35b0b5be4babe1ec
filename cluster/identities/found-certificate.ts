import { X509Certificate } from 'node:crypto';

/** A certificate as it was found somewhere; nothing in it is secret. */
export interface FoundCertificate {
  /** Its distinguished name: `CN=logs-members`. */
  readonly subject: string;
  /** Of the authority that signed it. */
  readonly issuer: string;
  /** Names and addresses of hosts that it is for, in its order. */
  readonly hosts: readonly string[];
  /** In hexadecimal. */
  readonly serial: string;
  /** SHA-256, as node and openssl print it. */
  readonly fingerprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The parts of a text that look like certificates, in its order. */
export function certificateTexts(pem: string): readonly string[] {
  return pem.match(PEM_CERTIFICATE) ?? [];
}

/** Those of a text, in its order; none where one can't be read. */
export function readCertificates(pem: string): readonly X509Certificate[] {
  try {
    return certificateTexts(pem).map((each) => new X509Certificate(each));
  } catch {
    return [];
  }
}

export function foundCertificate(certificate: X509Certificate): FoundCertificate {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    hosts: [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(
      ([, host]) => host!,
    ),
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: certificate.fingerprint256,
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
  };
}

/**
 * Whether less than a third of a certificate's life is left: then `converge` has it signed anew. One that
 * holds for a year has four months in which somebody may run that.
 */
export function isNearItsEnd(
  { notBefore, notAfter }: Pick<FoundCertificate, 'notBefore' | 'notAfter'>,
  now: Date,
): boolean {
  const life = notAfter.getTime() - notBefore.getTime();
  return notAfter.getTime() - now.getTime() < life / 3;
}
