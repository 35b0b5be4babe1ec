import type { Problem } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { inventoryTopology } from '../../cluster/inventory/parse-inventory';
import type { Topology } from '../../cluster/topology';
import type { Credentials } from '../cluster-access/credentials';
import { addressReach, reachWith, shellReach, type Reach } from '../cluster-access/reach';
import type { HostShells } from '../hosts/host-shell';
import { checkSshWay, openSshShells, type SshShellsOptions } from '../hosts/ssh-shells';
import type { ClusterState } from './cluster/cluster-state';
import type { Tolerance } from './cluster/judged-cluster';
import { explainedShells } from './explained-shells';
import { FullLook } from './full-look';
import type { GatePatience } from './gate/gate-patience';
import { openGate, type GateOptions } from './gate/open-gate';
import { watchWay } from './gate/watch-way';
import { InstanceWatch } from './instance-watch';

/** A cluster, deployed or on this machine, the ways to it, and how well it is. */
export interface LiveCluster {
  readonly topology: Topology;
  /** The way to the ports of its processes. */
  readonly reach: Reach;
  /** The way to its hosts. */
  readonly shells: HostShells;
  /** Looks at the cluster once. */
  readonly look: (signal: AbortSignal) => Promise<ClusterState>;
  /** What is wrong with its hosts by themselves; nobody is asked where its ports are reached without SSH. */
  readonly judgeHosts: (cluster: HostsToJudge) => Promise<readonly Problem[]>;
  /**
   * Waits until the cluster is healthy; ends early where there is no way to it.
   *
   * @returns the state of the last look
   * @throws GateError with all that is not well
   */
  readonly gate: (options: GateOptions) => Promise<ClusterState>;
}

/** A cluster on hosts of its own. */
export interface DeployedCluster extends LiveCluster {
  readonly inventory: Inventory;
  /**
   * Whether a way could be there, before there is any host: nothing is asked where the ports are reached
   * by themselves.
   *
   * @throws HostError that says what is missing
   */
  readonly checkWay: () => Promise<void>;
  /** Looks twice where that tells how long replicas take to catch up. */
  readonly lookWithRates: (signal: AbortSignal) => Promise<ClusterState>;
}

/** What a look brought, and which hosts are let pass. */
export interface HostsToJudge extends Tolerance {
  readonly state: ClusterState;
}

export interface DeployedClusterOptions extends SshShellsOptions {
  /** Whether the ports of its processes are reached by themselves, not through SSH. */
  readonly direct: boolean;
  /** Of its gates. */
  readonly patience?: GatePatience;
  /** What its processes are shown, where they ask for it. @default - nothing */
  readonly credentials?: Credentials | undefined;
  /** Told what its gates wait for. */
  readonly onProgress?: (text: string) => void;
}

/** Opens the ways to a cluster; its `shells` are to be closed. */
export function openDeployedCluster(options: DeployedClusterOptions): DeployedCluster {
  const { inventory, direct, patience, onProgress } = options;
  const topology = inventoryTopology(inventory);
  const instances = new InstanceWatch(inventory);
  const shells = explainedShells(openSshShells(options), (name) => instances.problemOf(name));
  const way = direct ? addressReach(inventory, topology) : shellReach(topology, shells);
  const reach = reachWith(way, options.credentials);
  const looks = new FullLook({ topology, reach, shells, instances });
  const look = (signal: AbortSignal) => looks.look(signal);
  return {
    ...{ inventory, topology, reach, shells, look },
    judgeHosts: async (judged) => {
      if (direct) return [];
      const { judgeHosts } = await import('./judge-hosts.js');
      return await judgeHosts(shells, { topology, ...judged });
    },
    lookWithRates: (signal) => looks.lookWithRates(signal),
    checkWay: async () => {
      if (!direct) await checkSshWay(options);
    },
    gate: openGate({
      ...{ topology, patience, onProgress },
      look: (signal) => watchWay({ topology, shells, viaSsh: !direct, look: () => look(signal) }),
    }),
  };
}
