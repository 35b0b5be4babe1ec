import { formatProblem } from '../../cluster/errors';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import { judgeGate } from '../health/cluster/judge-cluster';
import type { DeployedCluster } from '../health/deployed-cluster';

/** What is asked before a process of a host is stopped. */
export interface StopApproach {
  readonly cluster: { readonly topology: Topology } & Pick<DeployedCluster, 'look' | 'gate'>;
  readonly change: Pick<ClusterChange, 'signal' | 'confirm'>;
  readonly onProgress?: (text: string) => void;
}

/** An older look says nothing of this moment: this process may have been frozen meanwhile. */
const FRESH_MS = 3_000;

/**
 * The last question before a process is stopped, behind a gate and all that took time since: is the
 * cluster still well apart from this host, and is it still ours to change? Where it is not well any
 * more, the gate is waited for again.
 *
 * @throws GateError where the gate stays closed
 * @throws LockLostError where somebody else may change the cluster
 */
export async function rightBeforeStop(
  approach: StopApproach,
  { name }: Pick<Host, 'name'>,
): Promise<void> {
  const { cluster, change, onProgress } = approach;
  const { signal } = change;
  for (;;) {
    const [problem] = judgeGate({
      ...{ topology: cluster.topology, apartFrom: name },
      state: await cluster.look(signal),
    });
    if (problem) {
      onProgress?.(`${name}: not stopped now. ${formatProblem(problem)}`);
      await cluster.gate({ signal, apartFrom: name });
      continue;
    }
    const seen = Date.now();
    await change.confirm();
    if (Date.now() - seen < FRESH_MS) return;
  }
}
