import type { MemberIdentity } from '../../cluster/identities/member-identities';
import { DEFAULT_CERTIFICATE_DAYS, type TlsSecurity } from '../../cluster/security';
import { settleAuthorities } from '../authority/open-authorities';
import { newIdentity } from '../authority/new-identity';
import { credentialsFrom } from '../cluster-access/credentials';
import { reachWith, showOn } from '../cluster-access/reach';
import type { ClusterChange } from '../changing/cluster-change';
import { readCertificates } from '../../cluster/identities/found-certificate';
import { leadsTo } from '../authority/certificate-path';
import { TOOLS_IDENTITY } from '../secrets/secret-names';
import { bringFirst, mendOver, renewCertificates, type Bringing } from './bring-certificates';
import { describeForClients, describeTrust } from './describe-trust';
import { findDeaf } from './find-deaf';
import {
  lookAtCertificates,
  type CertificateLook,
  type CertifiedCluster,
  type NewAuthority,
} from './look-at-certificates';
import { renderCertificates, describeStep, type CertificateStep } from './plan-certificates';
import { requireClocks } from './require-clocks';
import {
  hasToolsIdentity,
  readToolsCredentials,
  readToolsIdentity,
  renewToolsIdentity,
  toolsNames,
} from './tools-identity';

export type Change = Pick<ClusterChange, 'confirm' | 'step' | 'signal'>;

/** What is to be converged, and how. */
export interface CertificateWork {
  readonly cluster: CertifiedCluster;
  /** Hosts that may be changed, by their names. */
  readonly hostNames: ReadonlySet<string>;
  /** Whether hosts that run are left as they are. */
  readonly firstOnly: boolean;
  readonly dryRun: boolean;
  readonly newAuthority?: NewAuthority | undefined;
  readonly onFound?: (found: CertificateLook['found']) => void;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** Asked before anything is done. */
  readonly confirm: () => Promise<void>;
  /**
   * Does it with the lock, and in the record.
   *
   * @param mayLackLock whether it goes on where nobody gives one: what is brought may be what is missing
   */
  readonly withChange: (
    why: readonly string[],
    mayLackLock: boolean,
    work: (change: Change) => Promise<void>,
  ) => Promise<void>;
  /** For hosts of which nothing serves yet: there is no lock to take. */
  readonly alone: Change;
}

export interface CertificateOutcome {
  /** Whether there was, or with `dryRun` is, something to do. */
  readonly hadWork: boolean;
  /** Processes that use what they were brought once they are started anew; then there may be more to bring. */
  readonly toRestart: readonly MemberIdentity[];
}

/** Trust, certificates, forgetting, and looks in between: more is a circle. */
const MOST_PASSES = 8;

/**
 * Brings certificates: first ones to those that wait for them, others where those that are there are near their end or
 * for other names, and another authority in the phases of {@link planTrust}. Each pass looks anew, so it may be
 * killed anywhere and run again.
 */
export async function convergeCertificates(work: CertificateWork): Promise<CertificateOutcome> {
  let hadWork = false;
  let stale: readonly MemberIdentity[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const newAuthority = pass > 0 && work.newAuthority === 'begin' ? undefined : work.newAuthority;
    const look = await lookAtCertificates(work.cluster, {
      ...{ makes: !work.dryRun, mayBegin: !work.firstOnly && !work.dryRun, newAuthority },
      ...(pass === 0 && work.onFound && { onFound: work.onFound }),
    });
    if (!look) {
      work.say(NO_AUTHORITY);
      return { hadWork: true, toRestart: [] };
    }
    const steps = ownSteps(work, look);
    if (pass === 0) describeTrust(look.trust).forEach(work.say);
    if (steps.length > 0) work.say(renderCertificates(steps));
    if (work.dryRun) {
      return { hadWork: steps.length > 0 || look.trust.phase !== 'none', toRestart: [] };
    }
    if (pass === 0 && (await willSign(work, look, steps))) {
      await requireClocks(work.cluster, new Set(look.found.keys()));
    }
    if (steps.length > 0 && !hadWork) await work.confirm();
    const tools = await bringTools(work, look);
    if (tools.deaf.length > 0) return tellDeaf(work, tools.deaf);
    const started = await doSteps(work, look, steps);
    hadWork ||= steps.length > 0 || started.hasStarted || tools.isNew;
    stale = [...stale, ...started.stale];
    const isDone = steps.length === 0 && !tools.isNew;
    if (isDone || work.firstOnly) {
      const deaf = stale.length > 0 || work.firstOnly ? [] : await finish(work, look);
      return deaf.length > 0 ? tellDeaf(work, deaf) : { hadWork, toRestart: stale };
    }
  }
  throw new Error('certificates were brought, and still are not as planned');
}

function tellDeaf({ say }: CertificateWork, deaf: readonly MemberIdentity[]): CertificateOutcome {
  const names = deaf.map(({ host, process }) => `${host.name}, ${process.row.title}`);
  say(`${names.join('; ')}: know another authority once they are started anew`);
  return { hadWork: true, toRestart: deaf };
}

const NO_AUTHORITY =
  'There is no authority of the cluster yet: it is made first, and signs for every process.';

function ownSteps(
  { firstOnly, hostNames }: CertificateWork,
  { steps }: CertificateLook,
): readonly CertificateStep[] {
  return steps.filter(
    ({ member, when }) => hostNames.has(member.host.name) && (!firstOnly || when === 'first'),
  );
}

/** Whether a certificate is made by what follows. */
async function willSign(
  { cluster: { secrets } }: CertificateWork,
  { trust: { phase, signers } }: CertificateLook,
  steps: readonly CertificateStep[],
): Promise<boolean> {
  return steps.length > 0 || phase !== 'none' || !(await hasToolsIdentity(secrets, signers));
}

/** Who signs for members and tools at this moment. */
function signerOf({ authorities: { target, interim }, trust }: CertificateLook) {
  return trust.phase === 'trust' ? interim : target;
}

interface ToolsBrought {
  /** Whether the tools show another certificate from now on. */
  readonly isNew: boolean;
  /** Members that would not believe them: nothing was changed then. */
  readonly deaf: readonly MemberIdentity[];
}

/**
 * The tools go before the members: what all members believe of them, each believes of the others. So none gets
 * a certificate of another authority before all have shown that they know it.
 */
async function bringTools(work: CertificateWork, look: CertificateLook): Promise<ToolsBrought> {
  const { cluster } = work;
  const { secrets } = cluster;
  const { trust, steps } = look;
  const before = await readToolsIdentity(secrets);
  const isOld = !leadsTo(readCertificates(before.chain), readCertificates(trust.signers));
  const lacksTrust = steps.some(({ when, needs }) => when === 'due' && needs === 'trust');
  if (trust.phase === 'sign' && isOld && before.chain !== '') {
    if (lacksTrust || work.firstOnly) return await keepTools(work, look, trust.trusted);
    const { identity, deaf } = await tryNext(work, look);
    if (deaf.length > 0) return { isNew: false, deaf };
    await secrets.replace(TOOLS_IDENTITY, identity);
  }
  return await keepTools(work, look, trust.signers);
}

/** A certificate of the new authority for the tools, and which members do not believe it. */
async function tryNext(
  { cluster: { topology, reach }, signal }: CertificateWork,
  { authorities: { target }, trust: { trusted } }: CertificateLook,
): Promise<{ readonly identity: string; readonly deaf: readonly MemberIdentity[] }> {
  const days = daysOf({ topology });
  const identity = await newIdentity(target, toolsNames(topology.spec), days);
  const shown = credentialsFrom({ identity, trusted });
  const deaf = await findDeaf({ topology, reach: reachWith(reach, shown), signal });
  return { identity, deaf };
}

/** The tools keep a certificate of one of these signers, or get one. */
async function keepTools(
  { cluster }: CertificateWork,
  look: CertificateLook,
  signers: string,
): Promise<ToolsBrought> {
  const { topology, reach, secrets } = cluster;
  const { clusterName } = topology.spec;
  const { trusted } = look.trust;
  const before = await readToolsIdentity(secrets);
  const toolsOf = { clusterName, days: daysOf(cluster) };
  await renewToolsIdentity(secrets, { authority: signerOf(look), trusted, signers }, toolsOf);
  showOn(reach, await readToolsCredentials(secrets));
  await cluster.onTools?.();
  const { chain } = await readToolsIdentity(secrets);
  const isNew = look.trust.phase === 'sign' && chain !== before.chain;
  return { isNew, deaf: [] };
}

function daysOf({ topology }: Pick<CertifiedCluster, 'topology'>): number {
  return (topology.spec.security as TlsSecurity).certificateDays ?? DEFAULT_CERTIFICATE_DAYS;
}

async function doSteps(
  work: CertificateWork,
  look: CertificateLook,
  steps: readonly CertificateStep[],
): Promise<{ readonly stale: readonly MemberIdentity[]; readonly hasStarted: boolean }> {
  const { cluster, say, withChange, alone } = work;
  const { topology, reach, places } = cluster;
  const { trust } = look;
  const signing = {
    places,
    authority: signerOf(look),
    trusted: trust.trusted,
    days: daysOf(cluster),
  };
  const taking = { topology, reach, places };
  const bringing = (change: Change): Bringing => ({ signing, taking, change, say });
  const of = (when: CertificateStep['when']) => steps.filter((step) => step.when === when);
  const urgent = [...of('first'), ...of('over')];
  let hasStarted = false;
  const mend = async (change: Change) => {
    await bringFirst(bringing(change), of('first'));
    hasStarted = (await cluster.startWaiting?.()) ?? false;
    await mendOver(bringing(change), of('over'));
  };
  // Where nobody serves yet there is no lock to take, and nobody who could have it.
  if (urgent.length > 0 && hasServed(look)) await withChange(urgent.map(describeStep), true, mend);
  else await mend(alone);
  let stale: readonly MemberIdentity[] = [];
  const due = of('due');
  if (due.length > 0) {
    await withChange([...describeTrust(trust), ...due.map(describeStep)], false, async (change) => {
      stale = await renewCertificates(bringing(change), due);
    });
  }
  return { stale, hasStarted };
}

/** Whether there is a cluster already, which may have its lock. */
function hasServed({ found }: CertificateLook): boolean {
  return [...found.values()].some((identities) =>
    identities.some(({ process, certificate }) => process === 'zookeeper' && certificate),
  );
}

/** @returns members that do not know the new authority yet, whatever lies in their files */
async function finish(
  work: CertificateWork,
  look: CertificateLook,
): Promise<readonly MemberIdentity[]> {
  const { cluster, say } = work;
  const { trust, isWhole } = look;
  if (trust.phase === 'trust' && isWhole) {
    const { deaf } = await tryNext(work, look);
    if (deaf.length === 0) describeForClients(trust, cluster.topology).forEach(say);
    return deaf;
  }
  if (!isWhole || trust.phase !== 'none' || !look.authorities.former) return [];
  const { clusterName } = cluster.topology.spec;
  const security = cluster.topology.spec.security as TlsSecurity;
  await settleAuthorities({ clusterName, security, secrets: cluster.secrets });
  return [];
}
