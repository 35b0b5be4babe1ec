import type { ClusterState } from '../health/cluster/cluster-state';
import type { Tolerance } from '../health/cluster/judged-cluster';
import type { LiveCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';

/** Ends a command that waited at a gate: the cluster is healthy, or what is wrong though a host may be stopped. */
export async function tellVerdict(
  { topology, judgeHosts }: Pick<LiveCluster, 'topology' | 'judgeHosts'>,
  state: ClusterState,
  tolerance: Tolerance = {},
): Promise<void> {
  const { describeVerdict } = await import('../health/describe-verdict.js');
  const ofHosts = await judgeHosts({ state, ...tolerance });
  describeVerdict({ topology, state, ...tolerance }, ofHosts).forEach((line) => print(line));
}
