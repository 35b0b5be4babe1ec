import { formatProblem, UserError } from '../../cluster/errors';
import { isNearItsEnd, readCertificates } from '../../cluster/identities/found-certificate';
import {
  distinguishedName,
  memberIdentities,
  type MemberIdentity,
} from '../../cluster/identities/member-identities';
import type { Topology } from '../../cluster/topology';
import { leadsTo } from '../authority/require-fit';
import type { FoundIdentity } from '../health/host/host-identities';

/** What one process of one host needs. */
export interface CertificateStep {
  readonly member: MemberIdentity;
  /** A certificate, for a new key; or only to trust others. */
  readonly needs: 'certificate' | 'trust';
  /** Why, as it stands behind the host's name. */
  readonly why: string;
  /**
   * `first`: the process waits for it, and does not run. `over`: nobody talks to it any more. `due`: it
   * runs, and goes on meanwhile.
   */
  readonly when: 'first' | 'over' | 'due';
}

/** What was seen, and who signs. */
export interface CertificateEvidence {
  /** By the host's name; of hosts that were looked at. */
  readonly found: ReadonlyMap<string, readonly FoundIdentity[]>;
  /** Who is to be trusted: PEM. */
  readonly trusted: string;
  /** The authorities that sign from now on: PEM. */
  readonly signers: string;
  readonly now: Date;
}

/** What the hosts need, in the order of the cluster; empty where each has what the spec says. */
export function planCertificates(
  topology: Topology,
  evidence: CertificateEvidence,
): readonly CertificateStep[] {
  return memberIdentities(topology).flatMap((member): readonly CertificateStep[] => {
    const identities = evidence.found.get(member.host.name);
    const found = identities?.find(({ process }) => process === member.process.name);
    if (!found) return [];
    const when = urgencyOf(found, evidence);
    const why = certificateReason(member, found, evidence);
    if (why !== undefined) return [{ member, needs: 'certificate', why, when }];
    if (sameAuthorities(found.trusted, evidence.trusted)) return [];
    return [{ member, needs: 'trust', why: 'trusts other authorities', when }];
  });
}

function urgencyOf(
  { certificate }: FoundIdentity,
  { now }: CertificateEvidence,
): CertificateStep['when'] {
  if (!certificate) return 'first';
  return certificate.notAfter <= now ? 'over' : 'due';
}

/** Why a process needs another certificate; undefined where its own is good. */
function certificateReason(
  member: MemberIdentity,
  { certificate, chain, keyFits }: FoundIdentity,
  { signers, now }: CertificateEvidence,
): string | undefined {
  if (!certificate) return 'has no certificate';
  if (!keyFits) return 'has a certificate for another key';
  const wanted = distinguishedName(member);
  if (certificate.subject !== wanted) return `is called ${certificate.subject}, not ${wanted}`;
  const [has, wants] = [certificate.hosts, member.hosts].map((hosts) =>
    [...hosts].sort().join(', '),
  );
  if (has !== wants) return `has a certificate for ${has || 'no host'}, not for ${wants}`;
  if (!leadsTo(readCertificates(chain), readCertificates(signers)))
    return `has a certificate of another authority (${certificate.issuer})`;
  const end = certificate.notAfter.toISOString().slice(0, 16).replace('T', ' ');
  if (certificate.notAfter <= now) return `has a certificate that is over since ${end} UTC`;
  return isNearItsEnd(certificate, now)
    ? `has a certificate with less than a third of its life left: it is over on ${end} UTC`
    : undefined;
}

/**
 * Refuses to sign for a cluster that another authority has signed for: its hosts would cease to believe each
 * other, one after the other.
 *
 * @throws UserError that names them
 */
export function requireOneAuthority({ found, signers }: CertificateEvidence): void {
  const others = [...found].filter(([, identities]) =>
    identities.some(
      ({ chain, certificate }) =>
        certificate && !leadsTo(readCertificates(chain), readCertificates(signers)),
    ),
  );
  if (others.length === 0) return;
  const problem = {
    path: 'The authority in the secret store',
    rule: `be the one that signed for ${others.map(([name]) => name).join(', ')}`,
    value: readCertificates(signers)[0]?.fingerprint256.slice(0, 23),
    remedy:
      'Bring back the secret `authority` of this cluster; another one cannot take its place on hosts that run yet',
  };
  throw new UserError(formatProblem(problem));
}

function sameAuthorities(one: string, other: string): boolean {
  const prints = (pem: string) =>
    [...new Set(readCertificates(pem).map(({ fingerprint256 }) => fingerprint256))].sort().join();
  return prints(one) === prints(other);
}

/** The steps for a person, a line each. */
export function renderCertificates(steps: readonly CertificateStep[]): string {
  return steps.map(describeStep).join('\n');
}

export function describeStep({ member, needs, why }: CertificateStep): string {
  const does = needs === 'certificate' ? 'gets one for a new key' : 'gets them';
  return `${member.host.name}, ${member.process.row.title}: ${why}; ${does}`;
}
