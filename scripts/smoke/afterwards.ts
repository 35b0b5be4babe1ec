import { reachBy } from '../cluster-access/reach';
import type { SmokeContext } from './smoke-context';

/**
 * The cluster for what is done when a run is over: where that was interrupted, by connections of its own, for
 * answers that nobody waits for any more may hold those of the run up.
 */
export function afterwards(context: SmokeContext, run: AbortSignal): SmokeContext {
  return run.aborted ? { ...context, reach: reachBy(undefined, context.reach) } : context;
}
