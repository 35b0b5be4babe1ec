import { describeReason } from '../../cluster/changes/reasons';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import { brokerHosts, type Host, type Topology } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { HostShell } from '../hosts/host-shell';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import type { DeployedCluster } from '../health/deployed-cluster';
import { firstEnd } from '../health/cluster/judge-certificates';
import { judgeCluster, noteCluster } from '../health/cluster/judge-cluster';
import { reasonsBehind } from '../rolling/reasons-behind';
import { readHostSurvey } from '../health/host/host-state';
import { keptBy, outlookOf, type KeptOf } from '../health/host/disk-outlook';
import type { DiskUsage } from '../health/host/disk-usage';
import { judgeHost } from '../health/host/judge-host';
import type { ClusterStatus, HostStatus } from './cluster-status';
import { renewalOf } from '../health/host/machine';

/** Looks at the cluster and at each host, once. A host that can't be reached says so in its status. */
export async function readStatus(
  { inventory, topology, shells, lookWithRates }: DeployedCluster,
  signal: AbortSignal,
): Promise<ClusterStatus> {
  const looking = lookWithRates(signal);
  const [state, seen] = await Promise.all([
    looking,
    Promise.all(
      topology.hosts.map((host, index) =>
        lookAt(shells.of(host.name), { topology, host, wanted: inventory.hosts[index]!, looking }),
      ),
    ),
  ]);
  const asked = { topology, state };
  const problems = judgeCluster(asked);
  const failing = new Set(problems.map(({ host }) => host));
  const controller = brokerHosts(topology).find(({ broker }) => broker.id === controllerOf(state));
  const hosts = topology.hosts.map((host, index): HostStatus => {
    const { address, instanceId }: InventoryHost = inventory.hosts[index]!;
    const roles = rolesOf(host, state, controller?.name);
    const serves = !failing.has(host.name);
    const certificateEnds = firstEnd(host.name, state)?.toISOString().slice(0, 10);
    return {
      name: host.name,
      address,
      instanceId,
      rack: host.rack,
      roles,
      serves,
      ...(certificateEnds !== undefined && { certificateEnds }),
      ...seen[index]!,
    };
  });
  return {
    clusterName: topology.spec.clusterName,
    controller: controller?.name,
    zookeeperLeader: leaderOf(state),
    hosts,
    problems,
    notes: noteCluster(asked),
  };
}

type Seen = Pick<
  HostStatus,
  'units' | 'kafkaVersion' | 'disks' | 'behind' | 'renewal' | 'problems'
>;

interface Look {
  readonly topology: Topology;
  readonly host: Host;
  readonly wanted: InventoryHost;
  readonly looking: Promise<ClusterState>;
}

async function lookAt(shell: HostShell, { topology, host, wanted, looking }: Look): Promise<Seen> {
  try {
    const survey = await readHostSurvey(shell, topology, host);
    const { settings, topicSettings } = await looking;
    const keptOf = keptBy(topology, topicSettings);
    const { kafkaRelease: release } = survey;
    const seen = { state: survey, manifest: wanted.manifestSha256, release, settings };
    return {
      units: Object.fromEntries([...survey.units].map(([name, { active }]) => [name, active])),
      kafkaVersion: release,
      disks: survey.disks.map((disk) => shownDisk(disk, keptOf)),
      behind: reasonsBehind(topology, host, seen).map(describeReason),
      renewal: renewalOf(wanted, survey.machine),
      problems: judgeHost({ name: host.name, survey, keptOf }),
    };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return {
      units: {},
      kafkaVersion: undefined,
      disks: [],
      behind: [],
      renewal: [],
      problems: [error.problem],
    };
  }
}

function shownDisk(disk: DiskUsage, keptOf: KeptOf): HostStatus['disks'][number] {
  const writes =
    disk.writes && [...disk.writes].sort((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  return { ...disk, ...(writes && { writes }), ...outlookOf(disk, keptOf) };
}

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
