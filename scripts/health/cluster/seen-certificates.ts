import type { FoundCertificate } from '../../../cluster/identities/found-certificate';
import { memberIdentities } from '../../../cluster/identities/member-identities';
import type { ProcessName } from '../../../cluster/processes/processes';
import type { Topology } from '../../../cluster/topology';
import type { Reach } from '../../cluster-access/reach';
import { servedCertificate, type ServedCertificate } from '../../cluster-access/served-certificate';
import { doorsOf, metricsDoor } from '../../../cluster/identities/doors-of';

/** The certificates of a secured cluster at one moment. */
export interface SeenCertificates {
  readonly at: Date;
  readonly shown: readonly ShownCertificate[];
  /** The authorities that members and tools trust. @default - nobody could look */
  readonly authorities?: readonly FoundCertificate[];
}

/** What a process shows at one of its ports. */
export interface ShownCertificate {
  readonly host: string;
  readonly process: ProcessName;
  /** The name of the listener, or `ZooKeeper`. */
  readonly door: string;
  readonly certificate: ServedCertificate;
  /** What lies in the file that the process was given. @default - nobody could look */
  readonly inFile?: FoundCertificate;
}

/** Reads what lies in the file of an identity; undefined where there is none. */
export type ReadIdentityFile = (
  host: string,
  path: string,
) => Promise<FoundCertificate | undefined>;

/**
 * Asks each port for the certificate that is shown there: what a process has read once it goes on showing,
 * whatever lies in its files by now. Whoever gives no answer is missing; that is another judgement's matter.
 */
export async function readSeenCertificates(
  topology: Topology,
  reach: Reach,
  readFile?: ReadIdentityFile,
): Promise<SeenCertificates | undefined> {
  if (topology.spec.security.kind === 'plaintext') return undefined;
  const asked = memberIdentities(topology).flatMap(({ host, process, files }) => {
    const { name } = process;
    const inFile = readFile?.(host.name, files.identity).catch(() => undefined);
    // A local cluster has no door to its metrics: nobody answers there.
    const doors = [...doorsOf(topology, host, name), metricsDoor(host, process)];
    return doors.map(async ({ door, port }) => {
      const certificate = await servedCertificate(reach, host.address, port);
      const found = await inFile;
      const seen = { host: host.name, process: name, door, certificate };
      return found ? { ...seen, inFile: found } : seen;
    });
  });
  const settled = await Promise.allSettled(asked);
  const shown = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const { authorities = [] } = reach.credentials ?? {};
  return { at: new Date(), shown, authorities };
}
