import type { MemberIdentity } from '../../cluster/identities/member-identities';
import type { Host } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import type { FoundIdentity } from '../health/host/host-identities';
import { waitsForCertificates, type HostReport } from '../health/host/host-report';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import { certify, type Signing } from './certify';
import { BOOT_LIMIT_MS } from './host-places';
import type { IdentityPlaces } from './identity-places';
import { describeStep, type CertificateStep } from './plan-certificates';
import { takeIn, type TakingIn } from './take-in';

/** The identities of these hosts, by their names; of those that can be asked. */
export async function readIdentities(
  places: IdentityPlaces,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, readonly FoundIdentity[]>> {
  const found = hosts.map(async (host) => {
    try {
      return [[host.name, await places.read(host)]] as const;
    } catch (error) {
      // The plan of its files says why.
      if (error instanceof HostError) return [];
      throw error;
    }
  });
  return new Map((await Promise.all(found)).flat());
}

/** How certificates are brought. */
export interface Bringing {
  readonly signing: Signing;
  readonly taking: Omit<TakingIn, 'signal'>;
  readonly change: Pick<ClusterChange, 'confirm' | 'step' | 'signal'>;
  readonly say: (text: string) => void;
}

/**
 * Brings their first certificates to hosts that wait for them, all at once. None of their processes ran, so
 * nobody is disturbed.
 */
export async function bringFirst(
  bringing: Bringing,
  steps: readonly CertificateStep[],
): Promise<void> {
  const names = [...new Set(steps.map(({ member }) => member.host.name))];
  await Promise.all(
    names.map(async (name) => {
      for (const step of steps.filter(({ member }) => member.host.name === name)) {
        await recorded(bringing, step, 'first certificate', async () => {
          await certify(bringing.signing, step);
          bringing.say(describeStep(step));
        });
      }
    }),
  );
}

/**
 * Has hosts that waited for their certificates, and have them, go on.
 *
 * @param reports what they said of themselves, by their names
 * @returns whether there was one
 */
export async function startWaiting(
  shells: HostShells,
  reports: ReadonlyMap<string, HostReport>,
): Promise<boolean> {
  const waiting = [...reports].filter(([, report]) => waitsForCertificates(report));
  await Promise.all(
    waiting.map(async ([name]) => {
      // Its own program starts them, by systemd: so it stands in the journal like any boot.
      const argv = ['systemctl', 'restart', 'cdktf-kafka-host.service'];
      await runOrThrow(shells.of(name), argv, { limitMs: BOOT_LIMIT_MS });
    }),
  );
  return waiting.length > 0;
}

/**
 * Mends what has a certificate that nobody believes any more, so that it can neither be told of
 * a new one nor be asked by a gate. It is started anew, one after the other.
 */
export async function mendOver(
  bringing: Bringing,
  steps: readonly CertificateStep[],
): Promise<void> {
  const { signing, change, say } = bringing;
  for (const step of steps) {
    await change.confirm();
    await recorded(bringing, step, 'other certificate, and a restart', async () => {
      await certify(signing, step);
      say(`${describeStep(step)}; ${step.member.process.unit} is started anew`);
      await signing.places.restart(step.member);
    });
  }
}

/**
 * Renews certificates of processes that run, one after the other, each until it shows its new one.
 *
 * @returns those that use what they were brought once they are started anew
 */
export async function renewCertificates(
  bringing: Bringing,
  steps: readonly CertificateStep[],
): Promise<readonly MemberIdentity[]> {
  const { signing, taking, change, say } = bringing;
  const stale: MemberIdentity[] = [];
  for (const step of steps) {
    await change.confirm();
    const what = step.needs === 'trust' ? 'authorities' : 'renewed certificate';
    await recorded(bringing, step, what, async () => {
      await certify(signing, step);
      const isTaken = await takeIn({ ...taking, signal: change.signal }, step);
      if (!isTaken) stale.push(step.member);
      const how = isTaken ? 'taken in without a restart' : 'to be taken in by a restart';
      say(`${describeStep(step)}; ${how}`);
    });
  }
  return stale;
}

async function recorded(
  { change }: Bringing,
  { member, why }: CertificateStep,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  const { host, process } = member;
  await change.step({ host: host.name, what: `${what} of ${process.unit}`, why }, work);
}
