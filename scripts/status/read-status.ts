import { hostDisks } from '../../cluster/hardware/host-disks';
import type { Inventory, InventoryHost } from '../../cluster/inventory/inventory';
import { brokerHosts, type Host, type Topology } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { HostShell, HostShells } from '../hosts/host-shell';
import { controllerOf, leaderOf, type ClusterState } from '../health/cluster/cluster-state';
import { judgeGate } from '../health/gate/judge-gate';
import { planHost } from '../rolling/host-plan';
import { readHostState } from '../health/host/host-state';
import { judgeHostReport } from '../health/host/judge-host-report';
import type { ClusterStatus, DiskStatus, HostStatus } from './cluster-status';
import { readMachine, renewalOf } from '../health/host/machine';

export interface ReadStatusOptions {
  readonly inventory: Inventory;
  readonly topology: Topology;
  readonly shells: HostShells;
  readonly look: () => Promise<ClusterState>;
}

/** Looks at the cluster and at each host, once. A host that can't be reached says so in its status. */
export async function readStatus(options: ReadStatusOptions): Promise<ClusterStatus> {
  const { inventory, topology, shells, look } = options;
  const [state, seen] = await Promise.all([
    look(),
    Promise.all(
      topology.hosts.map((host, index) =>
        lookAt(shells.of(host.name), { topology, host, wanted: inventory.hosts[index]! }),
      ),
    ),
  ]);
  const controller = brokerHosts(topology).find(({ broker }) => broker.id === controllerOf(state));
  const hosts = topology.hosts.map((host, index): HostStatus => {
    const { address, instanceId }: InventoryHost = inventory.hosts[index]!;
    const roles = rolesOf(host, state, controller?.name);
    return { name: host.name, address, instanceId, rack: host.rack, roles, ...seen[index]! };
  });
  return {
    clusterName: topology.spec.clusterName,
    controller: controller?.name,
    zookeeperLeader: leaderOf(state),
    hosts,
    problems: judgeGate(topology, state),
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
}

async function lookAt(shell: HostShell, { topology, host, wanted }: Look): Promise<Seen> {
  try {
    const [state, kafkaVersion, disks, machine] = await Promise.all([
      readHostState(shell, topology, host),
      readKafkaVersion(shell, host),
      readDisks(shell, topology, host),
      readMachine(shell),
    ]);
    return {
      units: Object.fromEntries([...state.units].map(([name, { active }]) => [name, active])),
      ...{ kafkaVersion, disks },
      behind: planHost(topology, host, state).reasons,
      renewal: renewalOf(wanted, machine),
      problems: judgeHostReport(host.name, state.report),
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

function rolesOf(
  { name, broker, zookeeper }: Host,
  { registered, members }: ClusterState,
  controller: string | undefined,
): readonly string[] {
  const brokerRole =
    broker && !registered.includes(broker.id)
      ? 'not registered'
      : name === controller
        ? 'controller'
        : undefined;
  return [
    ...(broker ? [[`broker ${broker.id}`, brokerRole]] : []),
    ...(zookeeper ? [[`ZooKeeper ${zookeeper.id}`, members.get(name)?.role ?? 'silent']] : []),
  ].map((words) => words.filter((word) => word !== undefined).join(', '));
}

/** By the name of its jar: what an archive is called, an operator may have changed. */
async function readKafkaVersion(shell: HostShell, { paths }: Host): Promise<string | undefined> {
  const { stdout } = await shell.run(['ls', '--', `${paths.distribution}/libs`]);
  return /^kafka-server-common-(\d[\w.]*)\.jar$/m.exec(stdout)?.[1];
}

async function readDisks(
  shell: HostShell,
  topology: Topology,
  host: Host,
): Promise<readonly DiskStatus[]> {
  const mountPoints = hostDisks(topology, host).map(({ mountPoint }) => mountPoint);
  const { stdout } = await shell.run([
    'df',
    '-B1',
    '--output=target,used,size',
    '--',
    ...mountPoints,
  ]);
  return parseDisks(stdout, mountPoints);
}

/** Reads `df -B1 --output=target,used,size`; a folder that is no mount point is left out. */
export function parseDisks(text: string, mountPoints: readonly string[]): readonly DiskStatus[] {
  return [...text.matchAll(/^(\/.*?)\s+(\d+)\s+(\d+)$/gm)]
    .map(([, mountPoint = '', used, size]) => ({
      mountPoint,
      usedBytes: Number(used),
      sizeBytes: Number(size),
    }))
    .filter(({ mountPoint }) => mountPoints.includes(mountPoint));
}
