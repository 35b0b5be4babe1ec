import type { Host } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import { readHostIdentities, type FoundIdentity } from '../health/host/host-identities';
import { readHostReport, waitsForCertificates } from '../health/host/host-report';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import { certify, type Signing } from './certify';
import { describeStep, type CertificateStep } from './plan-certificates';
import { takeIn, type TakingIn } from './take-in';

/** The identities of these hosts, by their names; of those that can be asked. */
export async function readIdentities(
  shells: HostShells,
  hosts: readonly Host[],
): Promise<ReadonlyMap<string, readonly FoundIdentity[]>> {
  const found = hosts.map(async ({ name }) => {
    try {
      return [[name, await readHostIdentities(shells.of(name))]] as const;
    } catch (error) {
      // The plan of its files says why.
      if (error instanceof HostError) return [];
      throw error;
    }
  });
  return new Map((await Promise.all(found)).flat());
}

type Say = (text: string) => void;

/** As long as the boot that it is takes. */
const BOOT_LIMIT_MS = 900_000;

/**
 * Brings their first certificates to hosts that wait for them, all at once, and has those start their
 * processes. None of them ran, so nobody is disturbed, and nothing of the cluster need be there yet.
 */
export async function bringFirst(
  signing: Signing,
  steps: readonly CertificateStep[],
  say: Say,
): Promise<void> {
  const names = [...new Set(steps.map(({ member }) => member.host.name))];
  await Promise.all(
    names.map(async (name) => {
      for (const step of steps.filter(({ member }) => member.host.name === name)) {
        await certify(signing, step);
        say(describeStep(step));
      }
    }),
  );
}

/**
 * Has hosts that waited for their certificates, and have them, go on.
 *
 * @returns whether there was one
 */
export async function startWaiting(shells: HostShells, hosts: readonly Host[]): Promise<boolean> {
  const started = await Promise.all(
    hosts.map(async ({ name }) => {
      const shell = shells.of(name);
      const report = await readHostReport(shell);
      const lacks = [...report.certificates.values()].includes('lacking');
      if (lacks || !waitsForCertificates(report)) return false;
      // Its own program starts them, by systemd: so it stands in the journal like any boot.
      const argv = ['systemctl', 'restart', 'cdktf-kafka-host.service'];
      await runOrThrow(shell, argv, { limitMs: BOOT_LIMIT_MS });
      return true;
    }),
  );
  return started.includes(true);
}

/**
 * Mends what has a certificate that is over: nobody talks to it any more, so that it can neither be told of
 * a new one nor be asked by a gate. It is started anew, one after the other.
 */
export async function mendOver(
  signing: Signing,
  steps: readonly CertificateStep[],
  say: Say,
): Promise<void> {
  for (const step of steps) {
    const { host, process } = step.member;
    await certify(signing, step);
    say(`${describeStep(step)}; ${process.unit} is started anew`);
    await runOrThrow(signing.shells.of(host.name), ['systemctl', 'restart', process.unit], {
      limitMs: BOOT_LIMIT_MS,
    });
  }
}

/** Renews certificates of processes that run, one after the other, each until it shows its new one. */
export async function renewCertificates(
  {
    signing,
    taking,
    change,
    say,
  }: {
    readonly signing: Signing;
    readonly taking: Omit<TakingIn, 'signal'>;
    readonly change: ClusterChange;
    readonly say: Say;
  },
  steps: readonly CertificateStep[],
): Promise<void> {
  for (const step of steps) {
    const { host, process } = step.member;
    await change.confirm();
    const what = `renew the certificate of ${process.unit}`;
    await change.step({ host: host.name, what, why: step.why }, async () => {
      await certify(signing, step);
      const isShown = await takeIn({ ...taking, signal: change.signal }, step.member);
      say(
        `${describeStep(step)}; ${isShown ? 'taken in without a restart' : 'to be taken in by a restart'}`,
      );
    });
  }
}
