import { HOST_PROGRAM } from '../../../cluster/host-files/host-program';
import type { HostShell } from '../../hosts/host-shell';
import { runOrThrow } from '../../hosts/run-or-throw';

/** What a host says about itself: `cdktf-kafka-host status`. */
export interface HostReport {
  /** `ready`, `working`, `waiting`, `failed` or `refused`; `unknown` before its first boot. */
  readonly state: string;
  /** Since when, in ISO 8601. */
  readonly since: string;
  readonly message: string;
  readonly remedy: string;
  /** SHA-256 of the manifest that it has applied, in hex; undefined before there is one. */
  readonly manifestSha256: string | undefined;
  /** Whether its manifest's archive of Kafka takes its place only while none of its processes runs. */
  readonly archiveWaits: boolean;
  /** Files that stand there in place of its manifest's, for as long as those are held back. */
  readonly heldFiles: readonly string[];
  /** Files of its manifest that are missing, or not as the manifest wants them. */
  readonly changedFiles: readonly string[];
  /** Processes that show a certificate, and whether each has it; those of a host that is not secured have none. */
  readonly certificates: ReadonlyMap<string, 'here' | 'lacking'>;
  /** What stood in the files when a unit was last started: digests by path, by unit. */
  readonly startedWith: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Whether a host has done all of its boot but to start what needs a certificate. */
export function waitsForCertificates({
  state,
  message,
}: Pick<HostReport, 'state' | 'message'>): boolean {
  return state === 'waiting' && message.startsWith('for the certificates of ');
}

/** @throws HostError where the host can't be asked */
export async function readHostReport(shell: Pick<HostShell, 'name' | 'run'>): Promise<HostReport> {
  return parseHostReport(await runOrThrow(shell, [HOST_PROGRAM, 'status']));
}

/** Reads the lines of `cdktf-kafka-host status`. */
export function parseHostReport(text: string): HostReport {
  const lines = text.split('\n').map((line) => line.split(' '));
  const rest = (key: string) =>
    lines
      .find(([first]) => first === key)
      ?.slice(1)
      .join(' ') ?? '';
  const startedWith = new Map<string, Map<string, string>>();
  const certificates = new Map<string, 'here' | 'lacking'>();
  const [changedFiles, heldFiles]: [string[], string[]] = [[], []];
  for (const [kind, first = '', second = '', ...path] of lines) {
    if (kind === 'file' && first !== second) changedFiles.push(path.join(' '));
    if (kind === 'held') heldFiles.push([first, second, ...path].filter(Boolean).join(' '));
    if (kind === 'certificate') certificates.set(first, second === 'here' ? 'here' : 'lacking');
    if (kind !== 'started') continue;
    const digests = startedWith.get(first) ?? new Map<string, string>();
    startedWith.set(first, digests.set(path.join(' '), second));
  }
  return {
    ...{ state: rest('state') || 'unknown', since: rest('since') },
    ...{ message: rest('message'), remedy: rest('remedy') },
    manifestSha256: rest('manifest') || undefined,
    archiveWaits: rest('waiting') !== '',
    ...{ heldFiles, changedFiles, certificates, startedWith },
  };
}
