import { formatProblem, UserError } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import type { CertificateOutcome } from '../certificates/converge-certificates';
import type { CertifiedCluster, NewAuthority } from '../certificates/look-at-certificates';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { HostReport } from '../health/host/host-report';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';

export interface CertificateOptions extends LockCommandOptions {
  readonly hosts: readonly Host[];
  /** Of what runs it: `converge`. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly dryRun?: true | undefined;
  readonly yes?: true | undefined;
  readonly inventory?: string;
  readonly newAuthority?: NewAuthority | undefined;
  /** Whether hosts that run are left as they are. @default false */
  readonly firstOnly?: boolean;
  /** The change that has the lock, where this is a part of one. */
  readonly within?: string | undefined;
}

/** Where nothing was to be brought. */
const NOTHING: CertificateOutcome = { hadWork: false, toRestart: [] };

/**
 * Brings certificates to these hosts: the first ones to those that wait for them, and new ones where those
 * that are there are near their end, or for other names; and another authority to all of them. Nothing where the
 * cluster is not secured.
 */
export async function bringCertificates(
  cluster: CertifiedCluster,
  options: CertificateOptions,
): Promise<CertificateOutcome> {
  if (cluster.topology.spec.security.kind === 'plaintext') return NOTHING;
  const { hosts, command, signal, firstOnly = false, dryRun = false, newAuthority } = options;
  const [{ convergeCertificates }, { withClusterChange }, { ALONE }] = await Promise.all([
    import('../certificates/converge-certificates.js'),
    import('../changing/with-cluster-change.js'),
    import('../changing/alone.js'),
  ]);
  return await convergeCertificates({
    ...{ cluster, firstOnly, dryRun, newAuthority, signal, say: print },
    hostNames: new Set(hosts.map(({ name }) => name)),
    onFound: (found) => requireSecured(hosts, found),
    confirm: () => confirm(command, options),
    withChange: async (why, mayLackLock, work) => {
      const lock = lockOptions(options);
      const within = options.within ?? lock.within;
      const change = { command, why, signal, onProgress: print, ...lock, within };
      await withClusterChange(
        cluster,
        { ...change, withoutLock: mayLackLock || (lock.withoutLock ?? false) },
        work,
      );
    },
    alone: { ...ALONE, signal },
  });
}

/** The same for a deployed cluster, whose hosts have said this of themselves. */
export async function bringHostCertificates(
  cluster: Certified,
  reports: ReadonlyMap<string, HostReport>,
  options: CertificateOptions,
): Promise<CertificateOutcome> {
  if (cluster.topology.spec.security.kind === 'plaintext') return NOTHING;
  return await bringCertificates(await certifiedHosts(cluster, reports), options);
}

type Certified = Pick<DeployedCluster, 'inventory' | 'topology' | 'reach' | 'shells'>;

/**
 * A deployed cluster as it is certified.
 *
 * @param reports what its hosts said of themselves; those that wait for certificates are started with them
 */
async function certifiedHosts(
  { inventory, topology, reach, shells }: Certified,
  reports: ReadonlyMap<string, HostReport>,
): Promise<CertifiedCluster> {
  const [{ AccountSecretStore }, { hostPlaces }, { startWaiting }] = await Promise.all([
    import('../secrets/account-secret-store.js'),
    import('../certificates/host-places.js'),
    import('../certificates/bring-certificates.js'),
  ]);
  let waiting = reports;
  return {
    ...{ topology, reach, places: hostPlaces(shells), secrets: AccountSecretStore.of(inventory) },
    startWaiting: async () => {
      const started = waiting;
      waiting = new Map();
      return await startWaiting(shells, started);
    },
  };
}

/** A cluster that runs without TLS would be torn apart, host by host. */
function requireSecured(
  hosts: readonly Host[],
  found: ReadonlyMap<string, readonly unknown[]>,
): void {
  const plain = hosts.filter(({ name }) => found.get(name)?.length === 0).map(({ name }) => name);
  if (plain.length === 0) return;
  const problem = {
    path: 'security',
    rule: 'be that of the hosts, which have files without TLS',
    value: `tls, and ${plain.join(', ')} without`,
    remedy:
      'Deploy, or run `converge` for all hosts: it brings TLS to a cluster that runs, in stages. Where that is not meant, write `security: Security.plaintext()` in the spec, which asks for TLS where it says nothing, and deploy again',
  };
  throw new UserError(formatProblem(problem));
}
