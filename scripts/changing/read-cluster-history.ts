import { readHistory, type ChangeHistory } from './change-history';
import type { ChangedCluster } from './cluster-change';
import { withCoordination } from './with-coordination';

export interface ReadHistoryOptions {
  /** Of the newest changes. @default - all that are kept */
  readonly count?: number;
  readonly signal: AbortSignal;
}

/**
 * What was done to a cluster of late, and who changes it now.
 *
 * @throws UserError where its ZooKeeper does not say
 */
export async function readClusterHistory(
  cluster: ChangedCluster,
  { count, signal }: ReadHistoryOptions,
): Promise<ChangeHistory> {
  return await withCoordination(cluster, { limitMs: LIMIT_MS, signal }, (coordination) =>
    readHistory(coordination, count),
  );
}

const LIMIT_MS = 10_000;
