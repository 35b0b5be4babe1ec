import type { DeployedCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';
import { bringHostCertificates } from './bring-certificates';
import { hostNamed } from './inventory-options';
import type { LockCommandOptions } from './lock-options';

/** A host that was just made may take so long to come up. */
const UP_WITHIN_MS = 900_000;

export interface CertifyOptions extends Pick<LockCommandOptions, 'waitForLock'> {
  readonly signal: AbortSignal;
  /** The change that has the lock, where this is a part of one. */
  readonly within?: string;
}

/**
 * Waits until a host that was just made has come up, and brings it its first certificates, without an
 * operator's hand: until then it can't serve, and a gate behind it would never open. Nothing is done where
 * the cluster is not secured, or the host has them.
 */
export async function certifyNewHost(
  cluster: Pick<DeployedCluster, 'inventory' | 'topology' | 'shells' | 'reach'>,
  hostName: string,
  { signal, waitForLock, within }: CertifyOptions,
): Promise<void> {
  const { topology, shells } = cluster;
  if (topology.spec.security.kind === 'plaintext') return;
  const hosts = [hostNamed('gate', topology.hosts, hostName)];
  const { waitForHosts } = await import('../rolling/wait-for-hosts.js');
  const waiting = { hosts, shells, signal, limitMs: UP_WITHIN_MS, onProgress: print };
  const reports = await waitForHosts({ ...waiting, mayLackCertificates: true });
  await bringHostCertificates(cluster, reports, {
    ...{ hosts, signal, command: 'gate', firstOnly: true, waitForLock, within },
    // What runs it has asked already.
    yes: true,
  });
}
