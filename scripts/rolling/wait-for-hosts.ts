import { dirname } from 'node:path/posix';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError, formatProblem, type Problem } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { HostError, mayPass } from '../hosts/host-error';
import type { HostShell, HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import { judgeHostReport } from '../health/host/judge-host-report';
import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { parseHostReport, waitsForCertificates, type HostReport } from '../health/host/host-report';

export interface WaitForHostsOptions {
  readonly hosts: readonly Host[];
  readonly shells: HostShells;
  readonly signal: AbortSignal;
  /** How long the hosts may take to come up. */
  readonly limitMs: number;
  /** SHA-256 of the manifest that each host is to be told of, by its name. @default - none is told */
  readonly manifests?: ReadonlyMap<string, string>;
  /** Whether one that waits for its certificates has come far enough. @default false */
  readonly mayLackCertificates?: boolean;
  readonly onProgress?: (text: string) => void;
}

const PAUSE_MS = 500;
/** Where a host looks which manifest it may take. */
const VOUCHED = '/etc/cdktf-kafka/manifest.sha256';

/**
 * Waits until every host has come up, as it says itself: on a first deploy they have only just been
 * started.
 *
 * @returns what they said last, by their names
 * @throws UserError with what keeps each host, at once where waiting does not help
 */
export async function waitForHosts(
  options: WaitForHostsOptions,
): Promise<ReadonlyMap<string, HostReport>> {
  const { hosts, shells } = options;
  const reports = new Map<string, HostReport>();
  const problems = await Promise.all(
    hosts.map((host) => {
      const onReport = (report: HostReport) => reports.set(host.name, report);
      return waitForHost(shells.of(host.name), host, { ...options, onReport });
    }),
  );
  const found = problems.flat();
  if (found.length > 0) throw new UserError(found.map(formatProblem).join('\n'));
  return reports;
}

async function waitForHost(
  shell: HostShell,
  { name }: Host,
  options: WaitForHostsOptions & { readonly onReport: (report: HostReport) => void },
): Promise<readonly Problem[]> {
  const { signal, limitMs, manifests, mayLackCertificates, onProgress, onReport } = options;
  const end = performance.now() + limitMs;
  let told = '';
  let manifest = manifests?.get(name);
  for (;;) {
    signal.throwIfAborted();
    const outcome = await look(shell, manifest);
    const isOver = performance.now() >= end;
    if (outcome instanceof HostError) {
      if (!mayPass(outcome) || isOver) return [outcome.problem];
    } else {
      manifest = undefined;
      onReport(outcome);
      if (mayLackCertificates && waitsForCertificates(outcome)) return [];
      const problems = judgeHostReport(name, outcome);
      if (problems.length === 0 || outcome.state === 'refused' || isOver) return problems;
    }
    const text =
      outcome instanceof HostError
        ? outcome.message
        : `${name}: ${outcome.state} ${outcome.message}`.trimEnd();
    if (text !== told) onProgress?.(text);
    told = text;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** A host whose program is not there yet has not come so far. */
async function look(
  shell: HostShell,
  manifest: string | undefined,
): Promise<HostReport | HostError> {
  try {
    if (manifest !== undefined) await vouchFor(shell, manifest);
    const { stdout } = await shell.run([HOST_PROGRAM, 'status']);
    return parseHostReport(stdout);
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
}

/**
 * Tells a host which manifest the deployer vouches for, by a way that does not lead through the
 * bucket: who can only write there can't make a host take anything.
 */
async function vouchFor(shell: HostShell, sha256: string): Promise<void> {
  // A host that is just being born has no folder for it yet.
  await runOrThrow(shell, ['mkdir', '--parents', dirname(VOUCHED)]);
  await shell.write(VOUCHED, `${sha256}\n`, 0o644);
}
