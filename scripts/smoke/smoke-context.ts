import type { Inventory } from '../../cluster/inventory/inventory';
import type { Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import { directReach, type Reach } from '../cluster-access/reach';
import type { HostShells } from '../hosts/host-shell';

/** The cluster that a run of smoke checks is about. */
export interface SmokeContext {
  /** The cluster as it should be. */
  readonly topology: Topology;
  /** How its hosts are reached from here. */
  readonly reach: Reach;
  /** Looks at it once. @default - its ports alone are asked */
  readonly look?: (signal: AbortSignal) => Promise<ClusterState>;
  /** Commands on its hosts; without them, checks that need them are left out. */
  readonly hosts?: SmokeHosts;
}

/** The hosts themselves, beside the ports of their processes. */
export interface SmokeHosts {
  readonly shells: HostShells;
  readonly inventory: Inventory;
}

/** A cluster whose hosts answer at the addresses that its topology names, unless told otherwise. */
export function smokeContext(topology: Topology, reach: Reach = directReach): SmokeContext {
  return { topology, reach };
}
