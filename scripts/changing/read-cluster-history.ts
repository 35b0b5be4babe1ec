import { readHistory, type ChangeHistory } from './change-history';
import type { ChangedCluster } from './cluster-change';
import { withCoordination } from './with-coordination';

export interface ReadHistoryOptions {
  /** Of the newest changes. @default - all that are kept */
  readonly count?: number;
  /** How long it may take until somebody answers. @default 10000 */
  readonly limitMs?: number;
  readonly signal: AbortSignal;
}

/**
 * What was done to a cluster of late, and who changes it now.
 *
 * @throws UserError where its ZooKeeper does not say
 */
export async function readClusterHistory(
  cluster: ChangedCluster,
  { count, limitMs = LIMIT_MS, signal }: ReadHistoryOptions,
): Promise<ChangeHistory> {
  return await withCoordination(cluster, { limitMs, signal }, (coordination) =>
    readHistory(coordination, count),
  );
}

const LIMIT_MS = 10_000;
