import { UserError } from '../../cluster/errors';
import type { ChangeHistory } from '../changing/change-history';
import type { ChangedCluster } from '../changing/cluster-change';
import { readClusterHistory } from '../changing/read-cluster-history';

/** Of the rest `history` tells. */
const COUNT = 3;
/** It is asked beside all else: nobody waits for this alone. */
const LIMIT_MS = 5_000;

/** What was done of late, and who changes the cluster now; undefined where ZooKeeper does not say, which `status` tells. */
export async function readRecentChanges(
  cluster: ChangedCluster,
  signal: AbortSignal,
): Promise<ChangeHistory | undefined> {
  try {
    return await readClusterHistory(cluster, { count: COUNT, limitMs: LIMIT_MS, signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
