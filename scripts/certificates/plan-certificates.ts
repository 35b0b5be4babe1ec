import { isNearItsEnd, readCertificates } from '../../cluster/identities/found-certificate';
import {
  distinguishedName,
  memberIdentities,
  type MemberIdentity,
} from '../../cluster/identities/member-identities';
import type { Topology } from '../../cluster/topology';
import { leadsTo } from '../authority/certificate-path';
import type { FoundIdentity } from '../health/host/host-identities';
import { sameAuthorities, type TrustPlan } from './plan-trust';

/** What one process of one host needs. */
export interface CertificateStep {
  readonly member: MemberIdentity;
  /** A certificate, for a new key; or only to trust others. */
  readonly needs: 'certificate' | 'trust';
  /** Why, as it stands behind the host's name. */
  readonly why: string;
  /**
   * `first`: the process waits for it, and does not run. `over`: nobody talks to it any more, since it has
   * ended or comes from an authority that nobody trusts. `due`: it runs, and goes on meanwhile.
   */
  readonly when: 'first' | 'over' | 'due';
  /** Whether its process trusts all who are to be trusted, by its file; it may trust others as well. */
  readonly trusts: boolean;
}

/** What was seen, and who signs. */
export interface CertificateEvidence {
  /** By the host's name; of hosts that were looked at. */
  readonly found: ReadonlyMap<string, readonly FoundIdentity[]>;
  readonly trust: Pick<TrustPlan, 'trusted' | 'signers'>;
  readonly now: Date;
}

/**
 * What the hosts need, in the order of the cluster; empty where each has what the spec says. Where some do not
 * trust yet who is to be trusted, those that run get no other certificate: the others would not believe it.
 */
export function planCertificates(
  topology: Topology,
  evidence: CertificateEvidence,
): readonly CertificateStep[] {
  const steps = neededSteps(topology, evidence);
  const due = steps.filter(({ when }) => when === 'due');
  const lacksTrust = due.filter(({ trusts }) => !trusts);
  if (lacksTrust.length === 0) return steps;
  const first = lacksTrust.map((step) => ({ ...step, needs: 'trust' as const, why: OTHERS }));
  return [...steps.filter(({ when }) => when !== 'due'), ...first];
}

const OTHERS = 'trusts other authorities';

function neededSteps(
  topology: Topology,
  evidence: CertificateEvidence,
): readonly CertificateStep[] {
  return memberIdentities(topology).flatMap((member): readonly CertificateStep[] => {
    const identities = evidence.found.get(member.host.name);
    const found = identities?.find(({ process }) => process === member.process.name);
    if (!found) return [];
    const when = urgencyOf(found, evidence);
    const why = certificateReason(member, found, evidence);
    const trusts = trustsAll(found.trusted, evidence.trust.trusted);
    if (why !== undefined) return [{ member, needs: 'certificate', why, when, trusts }];
    if (sameAuthorities(found.trusted, evidence.trust.trusted)) return [];
    return [{ member, needs: 'trust', why: OTHERS, when, trusts }];
  });
}

function trustsAll(trusted: string, wanted: string): boolean {
  return sameAuthorities(`${trusted}${wanted}`, trusted);
}

function urgencyOf(
  { certificate, chain }: FoundIdentity,
  { now, trust: { trusted } }: CertificateEvidence,
): CertificateStep['when'] {
  if (!certificate) return 'first';
  const isBelieved = leadsTo(readCertificates(chain), readCertificates(trusted));
  return certificate.notAfter <= now || !isBelieved ? 'over' : 'due';
}

/** Why a process needs another certificate; undefined where its own is good. */
function certificateReason(
  member: MemberIdentity,
  { certificate, chain, keyFits }: FoundIdentity,
  { trust: { signers }, now }: CertificateEvidence,
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

/** The steps for a person, a line each. */
export function renderCertificates(steps: readonly CertificateStep[]): string {
  return steps.map(describeStep).join('\n');
}

export function describeStep({ member, needs, why }: CertificateStep): string {
  const does = needs === 'certificate' ? 'gets one for a new key' : 'gets them';
  return `${member.host.name}, ${member.process.row.title}: ${why}; ${does}`;
}
