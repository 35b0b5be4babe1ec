import type { Problem } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { inventoryTopology } from '../../cluster/inventory/parse-inventory';
import type { SecuritySpec } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import type { Credentials } from '../cluster-access/credentials';
import { addressReach, reachWith, shellReach, type Reach } from '../cluster-access/reach';
import type { FollowedShells, HostShells } from '../hosts/host-shell';
import { checkSshWay, openSshShells, type SshShellsOptions } from '../hosts/ssh-shells';
import type { ClusterState } from './cluster/cluster-state';
import type { Tolerance } from './cluster/judged-cluster';
import type { HowToLook, LookConnections } from './cluster/read-cluster-state';
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
  /** The way to its hosts, for what goes on there as long as it is read. */
  readonly followed: FollowedShells;
  /**
   * Whether a way could be there, before there is any host: nothing is asked where the ports are reached
   * by themselves.
   *
   * @throws HostError that says what is missing
   */
  readonly checkWay: () => Promise<void>;
  /** Has all looks from now on go by the same connections, until the signal ends them. */
  readonly keepConnections: (signal: AbortSignal) => Promise<LookConnections>;
  /** Looks twice where that tells how long replicas take to catch up. */
  readonly lookWithRates: (signal: AbortSignal, how?: HowToLook) => Promise<ClusterState>;
  /** The same cluster as it runs under another security than that of its spec, while this is changed. */
  readonly at: (security: SecuritySpec) => DeployedCluster;
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
  const { inventory, direct } = options;
  const topology = inventoryTopology(inventory);
  const instances = new InstanceWatch(inventory);
  const followed = openSshShells(options);
  const shells = explainedShells(followed, (name) => instances.problemOf(name));
  const way = direct ? addressReach(inventory, topology) : shellReach(topology, shells);
  const reach = reachWith(way, options.credentials);
  return clusterOf(options, { topology, reach, shells, followed, instances, told: new Set() });
}

/** The ways to a cluster, which are the same under each security. */
interface OpenedWays extends Pick<DeployedCluster, 'topology' | 'reach' | 'shells' | 'followed'> {
  readonly instances: InstanceWatch;
  /** Each note once, however many gates a roll has. */
  readonly told: Set<string>;
}

function clusterOf(options: DeployedClusterOptions, ways: OpenedWays): DeployedCluster {
  const { inventory, direct, patience, onProgress } = options;
  const { topology, reach, shells, followed, told } = ways;
  const looks = new FullLook(ways);
  const look = (signal: AbortSignal) => looks.look(signal);
  return {
    ...{ inventory, topology, reach, shells, followed, look },
    at: (security) =>
      clusterOf(options, { ...ways, topology: inventoryTopology(inventory, security) }),
    judgeHosts: async (judged) => {
      if (direct) return [];
      const { judgeHosts } = await import('./judge-hosts.js');
      return await judgeHosts(shells, { topology, ...judged });
    },
    keepConnections: (signal) => looks.keepConnections(signal),
    lookWithRates: (signal, how) => looks.lookWithRates(signal, how),
    checkWay: async () => {
      if (!direct) await checkSshWay(options);
    },
    gate: openGate({
      ...{ topology, patience, onProgress, told },
      look: (signal) => watchWay({ topology, shells, viaSsh: !direct, look: () => look(signal) }),
    }),
  };
}
