import {
  foundCertificate,
  readCertificates,
  type FoundCertificate,
} from '../../../cluster/identities/found-certificate';
import { HOST_PROGRAM } from '../../../cluster/host-files/host-program';
import type { ProcessName } from '../../../cluster/processes/processes';
import type { HostShell } from '../../hosts/host-shell';
import { runOrThrow } from '../../hosts/run-or-throw';

/** What a process of a host shows to others, and whom it believes, as its files have it. */
export interface FoundIdentity {
  readonly process: ProcessName;
  /** Undefined where it waits for its certificate. */
  readonly certificate: FoundCertificate | undefined;
  /** The certificate and those that lead from it to an authority: PEM. */
  readonly chain: string;
  /** The authorities that it trusts: PEM. */
  readonly trusted: string;
  /** Whether the key beside the certificate is the one that it is for. */
  readonly keyFits: boolean;
}

/**
 * The identities of a host, by its own word.
 *
 * @throws HostError where the host can't be asked
 */
export async function readHostIdentities(
  shell: Pick<HostShell, 'name' | 'run'>,
): Promise<readonly FoundIdentity[]> {
  return parseHostIdentities(await runOrThrow(shell, [HOST_PROGRAM, 'identities']));
}

/** Reads what `cdktf-kafka-host identities` prints. */
export function parseHostIdentities(text: string): readonly FoundIdentity[] {
  return text
    .split(/^(?=identity )/m)
    .filter((part) => part.startsWith('identity '))
    .map((part) => {
      const [own = '', trusted = ''] = part.split(/^trusted .*$/m);
      const [first] = readCertificates(own);
      return {
        process: /^identity (\S+)/.exec(own)![1] as ProcessName,
        certificate: first && foundCertificate(first),
        chain: first ? own.slice(own.indexOf('-----BEGIN')) : '',
        trusted: trusted.trimStart(),
        keyFits: /^key \S+ fits$/m.test(own),
      };
    });
}
