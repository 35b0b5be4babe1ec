import { formatProblem, UserError } from '../../cluster/errors';
import { DEFAULT_CERTIFICATE_DAYS } from '../../cluster/security';
import type { Host } from '../../cluster/topology';
import type { Signing } from '../certificates/certify';
import type { CertificateStep } from '../certificates/plan-certificates';
import type { DeployedCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';
import { confirm } from './confirm';
import { lockOptions, type LockCommandOptions } from './lock-options';

interface CertificateOptions extends LockCommandOptions {
  readonly hosts: readonly Host[];
  /** Of what runs it: `converge`. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly dryRun?: true | undefined;
  readonly yes?: true | undefined;
  readonly inventory?: string;
  /** Whether hosts that run are left as they are. @default false */
  readonly firstOnly?: boolean;
}

type Certified = Pick<DeployedCluster, 'inventory' | 'topology' | 'shells' | 'reach'>;

/**
 * Brings certificates to these hosts: the first ones to those that wait for them, and new ones where those
 * that are there are near their end, or for other names. Nothing where the cluster is not secured.
 *
 * @returns whether there was, or with `dryRun` is, something to do
 */
export async function bringCertificates(
  cluster: Certified,
  options: CertificateOptions,
): Promise<boolean> {
  const { inventory, topology, shells } = cluster;
  const { hosts, command, dryRun, firstOnly = false } = options;
  const { security, clusterName } = topology.spec;
  if (security.kind === 'plaintext') return false;
  const [{ AccountSecretStore }, { OwnAuthority }, bringing, planning] = await Promise.all([
    import('../secrets/account-secret-store.js'),
    import('../authority/own-authority.js'),
    import('../certificates/bring-certificates.js'),
    import('../certificates/plan-certificates.js'),
  ]);
  const secrets = AccountSecretStore.of(inventory);
  // Who only wants to see the plan makes nothing.
  const authority = await (dryRun
    ? OwnAuthority.find(secrets)
    : OwnAuthority.open(secrets, clusterName));
  if (!authority) {
    print(
      'There is no authority of the cluster yet: it is made first, and signs for every process.',
    );
    return true;
  }
  const trusted = await authority.trusted();
  const found = await bringing.readIdentities(shells, hosts);
  requireSecured(hosts, found);
  const evidence = { found, trusted, signers: trusted, now: new Date() };
  planning.requireOneAuthority(evidence);
  const all = planning.planCertificates(topology, evidence);
  const steps = firstOnly ? all.filter(({ when }) => when === 'first') : all;
  if (steps.length > 0) print(planning.renderCertificates(steps));
  if (dryRun) return steps.length > 0;
  if (steps.length > 0) await confirm(command, options);
  const days = security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS;
  const signing = { shells, authority, trusted, days };
  const of = (when: CertificateStep['when']) => steps.filter((step) => step.when === when);
  await bringing.bringFirst(signing, of('first'), print);
  const hasStarted = await bringing.startWaiting(shells, hosts);
  await bringing.mendOver(signing, of('over'), print);
  await renewDue(cluster, signing, of('due'), options);
  return steps.length > 0 || hasStarted;
}

/** Of processes that run: with the lock, and in the record. */
async function renewDue(
  cluster: Certified,
  signing: Signing,
  due: readonly CertificateStep[],
  { command, signal, ...options }: CertificateOptions,
): Promise<void> {
  if (due.length === 0) return;
  const { topology, reach, shells } = cluster;
  const [{ withClusterChange }, { renewCertificates }, { describeStep }] = await Promise.all([
    import('../changing/with-cluster-change.js'),
    import('../certificates/bring-certificates.js'),
    import('../certificates/plan-certificates.js'),
  ]);
  const why = due.map(describeStep);
  const todo = { command, why, signal, onProgress: print, ...lockOptions(options) };
  await withClusterChange(cluster, todo, (change) =>
    renewCertificates({ signing, taking: { topology, reach, shells }, change, say: print }, due),
  );
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
    rule: 'be that of the hosts, which were made with Security.plaintext()',
    value: `tls, and ${plain.join(', ')} without`,
    remedy:
      'Deploy with Security.plaintext(), or make a new cluster: the way from one to the other is not built yet',
  };
  throw new UserError(formatProblem(problem));
}
