import type { AuthoritySpec } from '../../cluster/identities/authority-spec';
import { DEFAULT_CERTIFICATE_DAYS, type TlsSecurity } from '../../cluster/security';
import { AUTHORITY, NEXT_AUTHORITY } from '../secrets/secret-names';
import type { SecretStore } from '../secrets/secret-store';
import type { CertificateAuthority } from './certificate-authority';
import { OwnAuthority } from './own-authority';

/** Who may sign for a cluster. */
export interface Authorities {
  /** Who signs from now on, or is to once all trust it. */
  readonly target: CertificateAuthority;
  /** Who signed until now, where its key is at hand. */
  readonly former?: CertificateAuthority | undefined;
  /** Who signs before all trust the target. */
  readonly interim: CertificateAuthority;
}

/** Whose authorities, and what may be made. */
export interface Opening {
  readonly clusterName: string;
  readonly security: TlsSecurity;
  readonly secrets: SecretStore;
  /** Whether one that is missing, or has to come, is made. @default false */
  readonly makes?: boolean;
  /** Whether another one of the cluster's own is to come. @default 'never' */
  readonly begins?: 'never' | 'if-ending' | 'now';
}

/**
 * The authorities of a cluster: that of the spec, and one whose place it takes.
 *
 * @returns undefined where the cluster's own was not made yet
 */
export async function openAuthorities(opening: Opening): Promise<Authorities | undefined> {
  const { security, secrets } = opening;
  const { kind } = security.authority ?? ({ kind: 'own' } satisfies AuthoritySpec);
  if (kind === 'own') return await ownAuthorities(opening);
  // Of a cluster whose own authority signed until now.
  const former = await OwnAuthority.find(secrets);
  const target = await callersAuthority(security.authority!);
  return { target, former, interim: former && holds(former) ? former : target };
}

const holds = ({ end }: OwnAuthority) => end > new Date();

async function callersAuthority(spec: AuthoritySpec): Promise<CertificateAuthority> {
  switch (spec.kind) {
    case 'own':
      throw new Error('the own authority is no caller’s');
    case 'aws-private-ca': {
      const { AwsAuthority } = await import('./aws-authority.js');
      return new AwsAuthority(spec);
    }
    case 'command': {
      const { CommandAuthority } = await import('./command-authority.js');
      return new CommandAuthority(spec);
    }
  }
}

async function ownAuthorities(opening: Opening): Promise<Authorities | undefined> {
  const { secrets, clusterName, makes = false, begins = 'never', security } = opening;
  const own = await (makes ? OwnAuthority.open(secrets, clusterName) : OwnAuthority.find(secrets));
  if (!own) return undefined;
  const isTime = !holds(own) || (begins === 'if-ending' && isEnding(own.end, security, new Date()));
  // A run that was killed has left behind what has taken its place already.
  const last = await OwnAuthority.findNext(secrets);
  const isSettled = last !== undefined && (await last.trusted()) === (await own.trusted());
  if (isSettled && makes) await secrets.remove(NEXT_AUTHORITY);
  const comes = makes && (begins === 'now' || isTime);
  const next = comes
    ? await OwnAuthority.begin(secrets, clusterName)
    : isSettled
      ? undefined
      : last;
  if (!next) return { target: own, interim: own };
  return { target: next, former: own, interim: holds(own) ? own : next };
}

/** Forgets the key of an authority that nobody needs any more. */
export async function settleAuthorities({ security, secrets }: Opening): Promise<void> {
  if ((security.authority?.kind ?? 'own') === 'own') return await OwnAuthority.settle(secrets);
  await Promise.all([AUTHORITY, NEXT_AUTHORITY].map((name) => secrets.remove(name)));
}

const DAY_MS = 86_400_000;

/**
 * Whether another authority is to come: its clients have as long to trust both as certificates hold, and none of
 * those is cut short.
 */
export function isEnding(
  end: Date,
  { certificateDays = DEFAULT_CERTIFICATE_DAYS }: Pick<TlsSecurity, 'certificateDays'>,
  now: Date,
): boolean {
  return end.getTime() - now.getTime() < 2 * certificateDays * DAY_MS;
}

/** Whether it is time that another one signs, whether or not somebody has said that its clients trust it. */
export function mustChange(
  end: Date,
  { certificateDays = DEFAULT_CERTIFICATE_DAYS }: Pick<TlsSecurity, 'certificateDays'>,
  now: Date,
): boolean {
  return end.getTime() - now.getTime() < certificateDays * DAY_MS;
}
