import { createPublicKey, type X509Certificate } from 'node:crypto';
import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import { foundCertificate, readCertificates } from '../../cluster/identities/found-certificate';
import {
  distinguishedName,
  type CertificateNames,
} from '../../cluster/identities/member-identities';
import { pathTo } from './certificate-path';

/** What a certificate has to fit. */
export interface Fit {
  /** As PEM: the private key, or the public one where the other is elsewhere. */
  readonly key: string;
  readonly names: CertificateNames;
  /** Certificates of authorities, as PEM. */
  readonly trusted: string;
  readonly now: Date;
  /** For how many days it was asked for. @default - nobody has asked for any */
  readonly days?: number;
}

/**
 * Looks at what an authority has signed before a process is given it: with one that doesn't fit, it would
 * not start, or nobody would talk to it.
 *
 * @returns the certificate and those that lead from it to a trusted one, in the order in which they are
 * shown, and nothing else of what the authority gave
 * @throws UserError with all that is wrong
 */
export function requireFit(signed: string, fit: Fit): string {
  const problems = certificateProblems(signed, fit);
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
  return pathOf(readCertificates(signed), fit)!.map(String).join('');
}

/** An answer of an authority is a few certificates, not a book of them. */
const MOST_CERTIFICATES = 10;

/** What keeps a certificate from being that of this key, these names and these authorities, now. */
export function certificateProblems(signed: string, fit: Fit): readonly Problem[] {
  const { names, now } = fit;
  const path = `The certificate of ${names.commonName}${names.hosts.length > 0 ? ` for ${names.hosts[0]}` : ''}`;
  const remedy = 'Look at the authority that signed it, and run the command again';
  const all = readCertificates(signed);
  const own = ownOf(all, fit);
  if (!own) return [{ path, rule: 'be a certificate in PEM', remedy }];
  if (all.length > MOST_CERTIFICATES) {
    const rule = `come with no more than ${MOST_CERTIFICATES - 1} others`;
    return [{ path, rule, value: all.length - 1, remedy }];
  }
  return rulesOf(own, all, fit)
    .filter(([holds]) => !holds)
    .map(([, rule, value]) => ({
      ...{ path, rule, remedy: own.validFromDate > now ? CLOCKS : remedy },
      ...(value !== undefined && { value }),
    }));
}

const CLOCKS = 'Compare the clock of this machine with that of the authority';

type Rule = readonly [holds: boolean, rule: string, value?: unknown];

function rulesOf(own: X509Certificate, all: readonly X509Certificate[], fit: Fit): readonly Rule[] {
  const { names, now, trusted } = fit;
  const wanted = distinguishedName(names);
  const { hosts } = foundCertificate(own);
  const missing = names.hosts.filter((host) => !hosts.includes(host));
  const others = hosts.filter((host) => !names.hosts.includes(host));
  return [
    [own.publicKey.equals(createPublicKey(fit.key)), 'be for the key that it was asked for'],
    [own.subject === wanted, `name ${wanted}`, own.subject],
    [missing.length === 0, `name ${missing.join(', ')}`, own.subjectAltName ?? 'no host'],
    [others.length === 0, `name no other host than was asked for`, others.join(', ')],
    [!own.ca, 'be one of a host, not of an authority'],
    [servesBothSides(own), 'be for servers and clients (extended key usage)', own.keyUsage],
    [own.validFromDate <= now, 'hold already', own.validFrom],
    [own.validToDate > now, 'still hold', own.validTo],
    [holdsLongEnough(own, all, fit), lifeRule(fit), own.validTo],
    [
      pathOf(all, fit) !== undefined,
      `lead to a trusted authority (${readCertificates(trusted)
        .map(({ subject }) => subject)
        .join(', ')})`,
      own.issuer,
    ],
  ];
}

/** Authorities do not agree on which one comes first: the one with the key is meant. */
function ownOf(
  all: readonly X509Certificate[],
  { key }: Pick<Fit, 'key'>,
): X509Certificate | undefined {
  const asked = createPublicKey(key);
  return all.find(({ publicKey }) => publicKey.equals(asked)) ?? all[0];
}

function pathOf(all: readonly X509Certificate[], fit: Fit): readonly X509Certificate[] | undefined {
  const own = ownOf(all, fit);
  const others = all.filter((each) => each !== own);
  const holds = ({ validToDate }: X509Certificate) => validToDate > fit.now;
  return own && pathTo([own, ...others], readCertificates(fit.trusted).filter(holds), holds);
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** A member is asked by some and asks others. Without a word on it, a certificate is for everything. */
function servesBothSides({ keyUsage }: X509Certificate): boolean {
  const uses: readonly string[] | undefined = keyUsage;
  return uses === undefined || [SERVER_AUTH, CLIENT_AUTH].every((use) => uses.includes(use));
}

const DAY_MS = 86_400_000;

/** Less than half of what was asked for would be renewed much more often than anybody reckons with. */
function holdsLongEnough(
  { validToDate }: X509Certificate,
  all: readonly X509Certificate[],
  { days, now, trusted }: Fit,
): boolean {
  if (days === undefined) return true;
  const authorities = [...all, ...readCertificates(trusted)].filter(({ ca }) => ca);
  // Nothing outlives who has signed it.
  const ends = authorities.map((each) => each.validToDate.getTime());
  const most = Math.min(now.getTime() + days * DAY_MS, ...ends);
  return (validToDate.getTime() - now.getTime()) * 2 >= most - now.getTime();
}

const lifeRule = ({ days = 0 }: Fit) =>
  `hold for at least half of the ${days} days that it was asked for (security.certificateDays)`;
