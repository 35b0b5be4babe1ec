import type { Inventory } from '../../cluster/inventory/inventory';
import type { Reason } from '../../cluster/changes/reasons';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { HowToLook } from '../health/cluster/read-cluster-state';
import type { HostState } from '../health/host/host-state';
import { directReach, type Reach } from '../cluster-access/reach';
import type { HostShells } from '../hosts/host-shell';

/** The cluster that a run of smoke checks is about. */
export interface SmokeContext {
  /** The cluster as it should be. */
  readonly topology: Topology;
  /** How its hosts are reached from here. */
  readonly reach: Reach;
  /** Looks at it once. @default - its ports alone are asked */
  readonly look?: (signal: AbortSignal, how?: HowToLook) => Promise<ClusterState>;
  /** Commands on its hosts; without them, checks that need them are left out. */
  readonly hosts?: SmokeHosts;
}

/** The hosts themselves, beside the ports of their processes. */
export interface SmokeHosts {
  readonly shells: HostShells;
  readonly inventory: Inventory;
  /** Why `converge` would change a host. @default - nobody tells */
  readonly reasonsBehind?: (host: Host, seen: SeenHost) => readonly Reason[];
}

/** What was seen of a host, and of its cluster. */
export interface SeenHost {
  readonly state: HostState;
  readonly manifest: string | undefined;
  readonly release: string | undefined;
  readonly settings: ClusterState['settings'];
}

/** A cluster whose hosts answer at the addresses that its topology names, unless told otherwise. */
export function smokeContext(topology: Topology, reach: Reach = directReach): SmokeContext {
  return { topology, reach };
}
