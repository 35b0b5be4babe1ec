import type { ClusterState } from '../health/cluster/cluster-state';
import type { Tolerance } from '../health/cluster/judged-cluster';
import type { DeployedCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';

/** Ends a command that waited at a gate: the cluster is healthy, or what is wrong though a host may be stopped. */
export async function tellVerdict(
  { topology }: Pick<DeployedCluster, 'topology'>,
  state: ClusterState,
  tolerance: Tolerance = {},
): Promise<void> {
  const { describeVerdict } = await import('../health/describe-verdict.js');
  describeVerdict({ topology, state, ...tolerance }).forEach((line) => print(line));
}
