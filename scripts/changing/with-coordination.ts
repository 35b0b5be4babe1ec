import { UserError } from '../../cluster/errors';
import { AccessError } from '../cluster-access/access-error';
import type { Coordination } from '../coordination/coordination';
import { openCoordination } from '../coordination/open-coordination';
import type { ChangedCluster } from './cluster-change';

/**
 * Asks what coordinates a cluster, in a session for this alone.
 *
 * @throws UserError where it gives no answer
 */
export async function withCoordination<T>(
  { topology, reach }: ChangedCluster,
  { limitMs, signal }: { readonly limitMs?: number; readonly signal: AbortSignal },
  work: (coordination: Coordination) => Promise<T>,
): Promise<T> {
  const options = { topology, reach, signal, ...(limitMs !== undefined && { limitMs }) };
  try {
    const coordination = await openCoordination(options);
    return await work(coordination).finally(() => coordination.close());
  } catch (error) {
    throw error instanceof AccessError ? new UserError(error.message, { cause: error }) : error;
  }
}
