import { createPublicKey, type X509Certificate } from 'node:crypto';
import { parseAddress } from '../../cluster/cidr';
import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import { readCertificates } from '../../cluster/identities/found-certificate';
import {
  distinguishedName,
  type CertificateNames,
} from '../../cluster/identities/member-identities';

/** What a certificate has to fit. */
export interface Fit {
  /** As PEM: the private key, or the public one where the other is elsewhere. */
  readonly key: string;
  readonly names: CertificateNames;
  /** Certificates of authorities, as PEM. */
  readonly trusted: string;
  readonly now: Date;
}

/**
 * Looks at what an authority has signed before a process is given it: with one that doesn't fit, it would
 * not start, or nobody would talk to it.
 *
 * @throws UserError with all that is wrong
 */
export function requireFit(signed: string, fit: Fit): void {
  const problems = certificateProblems(signed, fit);
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
}

/** What keeps a certificate from being that of this key, these names and these authorities, now. */
export function certificateProblems(signed: string, fit: Fit): readonly Problem[] {
  const { names, now } = fit;
  const path = `The certificate of ${names.commonName}`;
  const remedy = 'Have it signed anew';
  const chain = readCertificates(signed);
  const [own] = chain;
  if (!own) return [{ path, rule: 'be a certificate in PEM', remedy }];
  const wanted = distinguishedName(names);
  const unnamed = names.hosts.filter((host) => !isFor(own, host));
  const rules: readonly (readonly [boolean, string, unknown?])[] = [
    [own.publicKey.equals(createPublicKey(fit.key)), 'be for the key that it was asked for'],
    [own.subject === wanted, `name ${wanted}`, own.subject],
    [unnamed.length === 0, `name ${unnamed.join(', ')}`, own.subjectAltName ?? 'no host'],
    [!own.ca, 'be one of a host, not of an authority'],
    [own.validFromDate <= now, 'hold already: compare the clocks', own.validFrom],
    [own.validToDate > now, 'still hold', own.validTo],
    [leadsTo(chain, readCertificates(fit.trusted)), 'lead to a trusted authority', own.issuer],
  ];
  return rules
    .filter(([holds]) => !holds)
    .map(([, rule, value]) => ({ path, rule, ...(value !== undefined && { value }), remedy }));
}

function isFor(certificate: X509Certificate, host: string): boolean {
  const found =
    parseAddress(host) === undefined ? certificate.checkHost(host) : certificate.checkIP(host);
  return found !== undefined;
}

/** Whether one of these authorities has signed the first certificate, by way of the others. */
export function leadsTo(
  [own, ...others]: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): boolean {
  if (!own) return false;
  const signs = (issuer: X509Certificate) =>
    issuer.ca && own.checkIssued(issuer) && own.verify(issuer.publicKey);
  if (trusted.some(signs)) return true;
  return others.some((issuer, index) => signs(issuer) && leadsTo(others.slice(index), trusted));
}
