import type { Topology } from '../../cluster/topology';
import { directReach, type Reach } from '../cluster-access/reach';

/** The cluster that a run of smoke checks is about. */
export interface SmokeContext {
  /** The cluster as it should be. */
  readonly topology: Topology;
  /** How its hosts are reached from here. */
  readonly reach: Reach;
}

/** A cluster whose hosts answer at the addresses that its topology names, unless told otherwise. */
export function smokeContext(topology: Topology, reach: Reach = directReach): SmokeContext {
  return { topology, reach };
}
