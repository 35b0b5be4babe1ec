import type { X509Certificate } from 'node:crypto';
import { readCertificates } from '../../cluster/identities/found-certificate';
import type { TlsSecurity } from '../../cluster/security';
import { leadsTo } from '../authority/certificate-path';
import { mustChange } from '../authority/open-authorities';
import type { FoundIdentity } from '../health/host/host-identities';

/**
 * How far the replacement of an authority has come: `none` is under way; `trust`: all come to trust both, and
 * whoever signed until now goes on; `sign`: all get certificates of the new one; `forget`: nobody needs the
 * old one any more, and all cease to trust it.
 */
export type TrustPhase = 'none' | 'trust' | 'sign' | 'forget';

/** What was seen of whom members and tools believe. */
export interface TrustEvidence {
  /** Those who sign from now on, or are to: PEM. */
  readonly target: string;
  /** By the host's name; of hosts that were looked at. */
  readonly found: ReadonlyMap<string, readonly FoundIdentity[]>;
  /** What the tools show, with its chain, and whom they trust: PEM, empty where there is nothing yet. */
  readonly tools: { readonly chain: string; readonly trusted: string };
  /** Whether every host of the cluster was looked at. */
  readonly isWhole: boolean;
  /** Whether somebody has said that clients trust the new one, too. */
  readonly clientsTrust: boolean;
  readonly security: Pick<TlsSecurity, 'certificateDays'>;
  readonly now: Date;
}

/** Whom all are to trust now, and whose certificates are good. */
export interface TrustPlan {
  readonly phase: TrustPhase;
  /** PEM. */
  readonly trusted: string;
  /** PEM. */
  readonly signers: string;
  /** Those that are to go once nobody needs them. */
  readonly former: readonly X509Certificate[];
}

/**
 * Finds from what is there how far the replacement of an authority has come. Nothing else remembers it, so that a run that
 * was killed anywhere is gone on with by the next one.
 */
export function planTrust(evidence: TrustEvidence): TrustPlan {
  const { found, tools, isWhole, clientsTrust, security, now } = evidence;
  const target = readCertificates(evidence.target);
  const identities = [...found.values()].flat();
  const known = unique(
    [...identities, tools].flatMap(({ trusted }) => readCertificates(trusted)),
  ).filter((each) => !has(target, each));
  const chains = [...identities, tools].map(({ chain }) => readCertificates(chain));
  const former = known.filter(
    (root) =>
      isShared(root, evidence) &&
      chains.some((chain) => !leadsTo(chain, target) && leadsTo(chain, [root])),
  );
  const both = asPem([...target, ...former]);
  if (former.length === 0) {
    // A host that nobody could look at may still need what the others know.
    const trusted = isWhole ? asPem(target) : asPem([...target, ...known]);
    const phase = isWhole && known.length > 0 ? 'forget' : 'none';
    return { phase, trusted, signers: asPem(target), former };
  }
  const hasBegun = identities.some(({ chain }) => leadsTo(readCertificates(chain), target));
  const isTime = former.some(({ validToDate }) => mustChange(validToDate, security, now));
  if (!isWhole || !(hasBegun || clientsTrust || isTime)) {
    return { phase: 'trust', trusted: both, signers: both, former };
  }
  return { phase: 'sign', trusted: both, signers: asPem(target), former };
}

/** A host that was away while an authority went knows it alone: nobody else is to trust it again for that. */
function isShared(
  root: X509Certificate,
  { found, tools }: Pick<TrustEvidence, 'found' | 'tools'>,
): boolean {
  if (has(readCertificates(tools.trusted), root)) return true;
  const trusting = [...found.values()].filter((identities) =>
    identities.some(({ trusted }) => has(readCertificates(trusted), root)),
  );
  return trusting.length > 1;
}

function has(certificates: readonly X509Certificate[], one: X509Certificate): boolean {
  return certificates.some(({ fingerprint256 }) => fingerprint256 === one.fingerprint256);
}

function unique(certificates: readonly X509Certificate[]): readonly X509Certificate[] {
  return [...new Map(certificates.map((each) => [each.fingerprint256, each])).values()];
}

/** The certificates of all these texts, each once. */
export function mergeAuthorities(...texts: readonly string[]): string {
  return asPem(unique(texts.flatMap(readCertificates)));
}

const asPem = (certificates: readonly X509Certificate[]) => certificates.map(String).join('');

/** Whether two texts hold the same certificates, in whatever order. */
export function sameAuthorities(one: string, other: string): boolean {
  const prints = (pem: string) =>
    [...new Set(readCertificates(pem).map(({ fingerprint256 }) => fingerprint256))].sort().join();
  return prints(one) === prints(other);
}
