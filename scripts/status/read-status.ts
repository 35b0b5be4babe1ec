import { brokerHosts, zookeeperHosts, type Host, type Topology } from '../../cluster/topology';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import { countPartitions } from '../health/cluster/count-partitions';
import { firstEnd } from '../health/cluster/judge-certificates';
import { judgeCluster, noteCluster } from '../health/cluster/judge-cluster';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { ClusterStatus, HostStatus, HostPlace, SeenHost } from './cluster-status';
import { lookBySsh } from './look-by-ssh';

/** A cluster to look at: a deployed one, or one on this machine. */
export interface LookedAtCluster {
  readonly topology: Topology;
  /** Looks at it by the ports of its processes. */
  readonly look: (signal: AbortSignal) => Promise<ClusterState>;
  readonly placeOf: (host: Host) => HostPlace;
  /**
   * Looks at one of its hosts by itself; one that is not reached says so in what is seen.
   *
   * @param looking what the ports tell, which is asked for beside this
   */
  readonly lookAtHost: (host: Host, looking: Promise<ClusterState>) => Promise<SeenHost>;
  /** Whether its security is being changed, which is told by other words. @default false */
  readonly isOnItsWay?: boolean;
}

/** A deployed cluster, its hosts over SSH. Looks again where that tells how long replicas take. */
export function deployedLook(cluster: DeployedCluster): LookedAtCluster {
  const { inventory, topology, lookWithRates } = cluster;
  const wantedOf = ({ name }: Host) => inventory.hosts[indexOf(topology, name)]!;
  return {
    topology,
    look: lookWithRates,
    placeOf: (host) => {
      const { address, instanceId } = wantedOf(host);
      return { address, instanceId };
    },
    lookAtHost: (host, looking) =>
      lookBySsh(cluster.shells.of(host.name), { topology, host, wanted: wantedOf(host), looking }),
  };
}

const indexOf = ({ hosts }: Topology, wanted: string) =>
  hosts.findIndex(({ name }) => name === wanted);

/** Looks at the cluster and at each host, once, all side by side. */
export async function readStatus(
  { topology, look, placeOf, lookAtHost, isOnItsWay = false }: LookedAtCluster,
  signal: AbortSignal,
): Promise<ClusterStatus> {
  const looking = look(signal);
  const [state, seen] = await Promise.all([
    looking,
    Promise.all(topology.hosts.map((host) => lookAtHost(host, looking))),
  ]);
  const asked = { topology, state, isOnItsWay };
  const problems = judgeCluster(asked);
  const failing = new Set(problems.map(({ host }) => host));
  const controller = brokerHosts(topology).find(({ broker }) => broker.id === controllerOf(state));
  const { byBroker, ...partitions } = countPartitions(state);
  const hosts = topology.hosts.map((host, index): HostStatus => {
    const certificateEnds = firstEnd(host.name, state)?.toISOString().slice(0, 10);
    const held = host.broker && controller && byBroker.get(host.broker.id);
    return {
      name: host.name,
      ...placeOf(host),
      rack: host.rack,
      roles: rolesOf(host, state, controller?.name),
      serves: !failing.has(host.name),
      ...(certificateEnds !== undefined && { certificateEnds }),
      ...(host.broker && controller && { partitions: held ?? NOTHING }),
      ...seen[index]!,
      ...(isOnItsWay && seen[index]!.behind.length > 0 && { behind: [ON_ITS_WAY] }),
    };
  });
  const versions = hosts.flatMap(({ kafkaVersion }) => kafkaVersion ?? []);
  return {
    clusterName: topology.spec.clusterName,
    at: new Date(),
    kafkaVersions: [...new Set(versions)].sort(),
    security: topology.spec.security.kind,
    controller: controller?.name,
    zookeeperLeader: leaderOf(state),
    zookeeper: quorumOf(topology, state),
    partitions: controller && partitions,
    throttled: state.throttled,
    hosts,
    problems,
    notes: noteCluster(asked),
  };
}

/** In place of each file and each setting: all of them differ between two stages. */
const ON_ITS_WAY = 'has files of a stage on the way';
const NOTHING = { leads: 0, replicas: 0, outOfSync: 0 };

function quorumOf(topology: Topology, { members }: ClusterState): ClusterStatus['zookeeper'] {
  const serving = [...members.values()].filter(({ role }) => role !== NOT_SERVING);
  return { serving: serving.length, members: zookeeperHosts(topology).length };
}

const NOT_SERVING = 'not serving';

function rolesOf(
  { name, broker, zookeeper }: Host,
  { registered, controllers, members }: ClusterState,
  controller: string | undefined,
): readonly string[] {
  const brokerRole =
    broker && !registered.includes(broker.id)
      ? 'not registered'
      : broker && !controllers.has(name)
        ? 'no answer'
        : name === controller
          ? 'controller'
          : undefined;
  return [
    ...(broker ? [[`broker ${broker.id}`, brokerRole]] : []),
    ...(zookeeper ? [[`ZooKeeper ${zookeeper.id}`, members.get(name)?.role ?? 'silent']] : []),
  ].map((words) => words.filter((word) => word !== undefined).join(', '));
}
