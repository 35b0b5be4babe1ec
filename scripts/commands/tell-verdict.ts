import type { Problem } from '../../cluster/errors';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { Tolerance } from '../health/cluster/judged-cluster';
import type { LiveCluster } from '../health/deployed-cluster';
import { print } from '../terminal/print';

interface OnItsWay {
  /** How far a change of its security is. @default - none is under way */
  readonly problems?: readonly Problem[];
}

/** Ends a command that waited at a gate: the cluster is healthy, or what is wrong though a host may be stopped. */
export async function tellVerdict(
  { topology, judgeHosts }: Pick<LiveCluster, 'topology' | 'judgeHosts'>,
  state: ClusterState,
  { problems = [], ...tolerance }: Tolerance & OnItsWay = {},
): Promise<void> {
  const { describeVerdict } = await import('../health/describe-verdict.js');
  const isOnItsWay = problems.length > 0;
  const ofHosts = await judgeHosts({ state, ...tolerance });
  const judged = { topology, state, ...tolerance, isOnItsWay };
  describeVerdict(judged, [...problems, ...ofHosts]).forEach((line) => print(line));
}
