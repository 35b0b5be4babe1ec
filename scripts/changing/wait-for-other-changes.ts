import { waitForNobody, type LockWait } from './change-lock';
import type { ChangedCluster } from './cluster-change';
import { withCoordination } from './with-coordination';

/**
 * For a step of a deploy that holds no lock, since terraform does its work and not this process: it must
 * not begin while a command changes the cluster.
 *
 * @throws LockHeldError where a command still does so after the time to wait
 * @throws UserError where ZooKeeper does not say
 */
export async function waitForOtherChanges(
  cluster: ChangedCluster,
  wait: Omit<LockWait, 'clusterName'>,
): Promise<void> {
  const { clusterName } = cluster.topology.spec;
  await withCoordination(cluster, wait, (coordination) =>
    waitForNobody(coordination, { ...wait, clusterName }),
  );
}
