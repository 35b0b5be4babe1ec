import { formatProblem, UserError } from '../../cluster/errors';
import { readCertificates } from '../../cluster/identities/found-certificate';
import { RUN_PROGRAM } from '../../cluster/program';
import type { TlsSecurity } from '../../cluster/security';
import type { Host, Topology } from '../../cluster/topology';
import { openAuthorities, type Authorities, type Opening } from '../authority/open-authorities';
import type { Reach } from '../cluster-access/reach';
import type { FoundIdentity } from '../health/host/host-identities';
import type { SecretStore } from '../secrets/secret-store';
import { readIdentities } from './bring-certificates';
import type { IdentityPlaces } from './identity-places';
import { planCertificates, type CertificateStep } from './plan-certificates';
import { planTrust, sameAuthorities, type TrustPlan } from './plan-trust';
import { readToolsIdentity } from './tools-identity';

/** A secured cluster, with the ways to what is to be certified. */
export interface CertifiedCluster {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly places: IdentityPlaces;
  readonly secrets: SecretStore;
  /** Has hosts go on that waited for their first certificates. @default - none waits */
  readonly startWaiting?: () => Promise<boolean>;
  /** Told when the tools show something else, or trust others. */
  readonly onTools?: () => Promise<void>;
}

/** `begin`: another authority is to come. `use`: clients trust it, and it may sign. */
export type NewAuthority = 'begin' | 'use';

export interface CertificateLook {
  readonly authorities: Authorities;
  readonly found: ReadonlyMap<string, readonly FoundIdentity[]>;
  readonly trust: TrustPlan;
  /** Those of all hosts. */
  readonly steps: readonly CertificateStep[];
  readonly isWhole: boolean;
}

interface LookOptions {
  readonly makes: boolean;
  /** Whether another authority of the cluster's own comes where the one that signs nears its end. */
  readonly mayBegin: boolean;
  readonly newAuthority?: NewAuthority | undefined;
  /** Told of hosts that were looked at, before anything is concluded. */
  readonly onFound?: (found: CertificateLook['found']) => void;
}

/**
 * Looks at all certificates of a cluster, and plans what is to be done.
 *
 * @returns undefined where there is no authority yet, and none is to be made
 * @throws UserError where another authority has signed than the one that is kept
 */
export async function lookAtCertificates(
  { topology, places, secrets }: CertifiedCluster,
  { makes, mayBegin, newAuthority, onFound }: LookOptions,
): Promise<CertificateLook | undefined> {
  const { clusterName } = topology.spec;
  const security = topology.spec.security as TlsSecurity;
  const begins = newAuthority === 'begin' ? 'now' : mayBegin ? 'if-ending' : 'never';
  const opened = await openTrusted({ clusterName, security, secrets, makes, begins });
  if (!opened) return undefined;
  const { authorities, target } = opened;
  const [found, tools] = await Promise.all([
    readIdentities(places, topology.hosts),
    readToolsIdentity(secrets),
  ]);
  onFound?.(found);
  const now = new Date();
  const isWhole = found.size === topology.hosts.length;
  const clientsTrust = newAuthority === 'use';
  const trust = planTrust({ target, found, tools, isWhole, clientsTrust, security, now });
  const look = { authorities, found, trust, isWhole };
  if (newAuthority !== 'use') await requireKnownAuthority(topology.hosts, security, look);
  return { ...look, steps: planCertificates(topology, { found, trust, now }) };
}

/** With the certificates of the target. Who only looks may have no right to ask who signs. */
async function openTrusted(opening: Opening): Promise<Opened | undefined> {
  try {
    const authorities = await openAuthorities(opening);
    return authorities && { authorities, target: await authorities.target.trusted() };
  } catch (error) {
    if (opening.makes || !(error instanceof UserError)) throw error;
    const { trusted } = await readToolsIdentity(opening.secrets);
    if (trusted === '') throw error;
    const sign = () => Promise.reject(new Error('whoever only looks signs nothing'));
    const target = { trusted: () => Promise.resolve(trusted), sign };
    return { authorities: { target, interim: target }, target: trusted };
  }
}

interface Opened {
  readonly authorities: Authorities;
  readonly target: string;
}

/**
 * Refuses to go on where the cluster's own authority is another one than has signed for the hosts, and nobody
 * has asked for that: a secret was lost, or is that of another cluster.
 *
 * @throws UserError that names the hosts
 */
async function requireKnownAuthority(
  hosts: readonly Host[],
  { authority }: TlsSecurity,
  { authorities, trust, found }: Omit<CertificateLook, 'steps'>,
): Promise<void> {
  if (authority !== undefined && authority.kind !== 'own') return;
  const known = (await authorities.former?.trusted()) ?? '';
  const lost = trust.former.filter((root) => !sameAuthorities(`${known}${String(root)}`, known));
  if (lost.length === 0) return;
  const trusting = hosts.filter(({ name }) =>
    found
      .get(name)
      ?.some((each) => lost.some((root) => each.trusted.includes(String(root).trim()))),
  );
  const problem = {
    path: 'The authority in the secret store',
    rule: `be the one that signed for ${trusting.map(({ name }) => name).join(', ')}`,
    value: readCertificates(await authorities.target.trusted())[0]?.subject,
    remedy: `Bring back the secret \`authority\` of this cluster, or have clients trust this one, too, and give it its place: ${RUN_PROGRAM} converge --new-authority use`,
  };
  throw new UserError(formatProblem(problem));
}
