import { endpointText, type Endpoint } from './listeners/endpoint';
import { LISTENERS, mayBeThere, type BrokerListener, type ListenerId } from './listeners/listeners';
import type { Ports } from './processes/ports';
import type { PathsOfProcesses } from './processes/process-paths';
import type { ByRole, Process, Role } from './processes/processes';
import type { ResolvedBroker, ResolvedSpec } from './resolve-spec';
import { openPorts, securityProtocol, type SecurityKind, type SecuritySpec } from './security';
import type { FreeBrokerSettingValues } from './settings/reserved-broker-settings';
import type { SiteDifferences } from './site-differences';
import { instanceType } from './hardware/instance-types';
import { dataDisks, type StorageSpec } from './hardware/storage/storage';
import type { ZookeeperOnOwnHost } from './zookeeper';

/** The cluster as hosts: who runs what, where, under which names and ports. */
export interface Topology {
  readonly spec: ResolvedSpec;
  /** Brokers in the order of their ids, then the ZooKeeper members on hosts of their own. */
  readonly hosts: readonly Host[];
  /** Of the site; undefined where it has none. */
  readonly differences?: SiteDifferences | undefined;
  /** The option by which commands name this cluster, as `--name logs`. @default - the inventory of a deploy */
  readonly namedBy?: string | undefined;
}

/** One host, with the roles that it has. */
export interface Host extends Partial<ByRole<ProcessRole>> {
  /** `broker-1`, or `zookeeper-4` for a ZooKeeper member on a host of its own. */
  readonly name: string;
  readonly rack: string;
  readonly instanceType: string;
  /** The name or address by which everyone reaches it. */
  readonly address: string;
  /** The address that its processes listen on. */
  readonly bindAddress: string;
  /** Further addresses that its connections come from. @default - none */
  readonly alsoFrom?: readonly string[];
  readonly ports: Ports;
  readonly paths: HostPaths;
  readonly broker?: BrokerRole;
}

/** What a host is to one of its processes. */
export interface ProcessRole {
  /** `broker.id` or `myid`. */
  readonly id: number;
  readonly heapMiB: number;
}

export interface BrokerRole extends ProcessRole {
  /**
   * In the order of {@link LISTENERS}; those that the spec does not ask for are left out. With ports of both
   * kinds, the ones that members speak come first, then the others.
   */
  readonly listeners: readonly BrokerListener[];
  readonly storage: StorageSpec;
  /** Processors that its processes can count on. */
  readonly vcpus: number;
  /** What the spec sets by Kafka's own keys, for this broker. */
  readonly settings: FreeBrokerSettingValues;
}

/** Folders of a host; absolute. */
export interface HostPaths extends PathsOfProcesses {
  /** The `java` command: a path, or a name that is looked up. */
  readonly java: string;
  /** The `python3` command, alike. */
  readonly python: string;
  /** Kafka's distribution: holds `libs/`. Its ZooKeeper is the quorum's too. */
  readonly distribution: string;
  /** Of this package's own programs. */
  readonly programs: string;
  readonly systemd: string;
  readonly sysctl: string;
}

/**
 * Where a cluster runs: the only difference between the production hosts and the local cluster.
 * The same topology and templates serve both.
 */
export interface Site {
  address(member: SiteMember): Pick<Host, 'address' | 'bindAddress' | 'alsoFrom'>;
  ports(member: SiteMember): Ports;
  paths(member: SiteMember): HostPaths;
  /** What a broker names on a listener where that is not the host's address and the port. */
  advertised?(listener: ListenerId, broker: number, security: SecurityKind): Endpoint | undefined;
  /** Processors that a broker can count on here, given those of its instance type. */
  vcpus(ofInstanceType: number): number;
  /** Heaps on this site, given those of the spec. */
  heapMiB(role: Role, specMiB: number): number;
  /** What it does otherwise than production hosts. */
  readonly differences?: SiteDifferences | undefined;
  /** The option by which commands name its cluster. @default - the inventory of a deploy */
  readonly namedBy?: string | undefined;
}

/** A host as a {@link Site} sees it. */
export interface SiteMember {
  readonly name: string;
  /** 0, 1, 2 … in the order of {@link Topology.hosts}. */
  readonly index: number;
  /** Data disks of a broker; 0 for other hosts. */
  readonly dataDisks: number;
}

/** Lays the spec out over hosts on a site. */
export function layOut(spec: ResolvedSpec, site: Site): Topology {
  const brokers = [...spec.brokers].sort((a, b) => a.id - b.id);
  const unplaced: readonly UnplacedHost[] = [
    ...brokers.map((broker) => brokerHost(broker, spec)),
    ...spec.metadata.onOwnHosts.map((member) => zookeeperHost(member, spec)),
  ];
  const hosts = unplaced.map((host, index) => place(host, index, { spec, site }));
  const { differences, namedBy } = site;
  return { spec, hosts, ...(differences && { differences }), ...(namedBy && { namedBy }) };
}

/** A host before a site has given it address, ports and folders. */
type UnplacedHost = Pick<Host, 'name' | 'rack' | 'instanceType' | 'zookeeper'> & {
  readonly broker?: Omit<BrokerRole, 'listeners'>;
  readonly dataDisks: number;
};

/** The name of the host of this broker. */
export function brokerName(id: number): string {
  return `broker-${id}`;
}

function brokerHost(broker: ResolvedBroker, spec: ResolvedSpec): UnplacedHost {
  const voter = spec.metadata.onBrokers.find((member) => member.broker === broker.id);
  return {
    name: brokerName(broker.id),
    rack: broker.rack,
    instanceType: broker.instanceType,
    dataDisks: dataDisks(broker.storage, broker.instanceType, spec.instanceTypes),
    broker: {
      id: broker.id,
      heapMiB: broker.heapMiB,
      storage: broker.storage,
      vcpus: instanceType(broker.instanceType, spec.instanceTypes)?.vcpus ?? 0,
      settings: broker.brokerSettings,
    },
    ...(voter && { zookeeper: { id: voter.id, heapMiB: spec.jvm.zookeeperHeapMiB } }),
  };
}

function zookeeperHost({ id, rack }: ZookeeperOnOwnHost, spec: ResolvedSpec): UnplacedHost {
  return {
    name: `zookeeper-${id}`,
    rack,
    instanceType: spec.metadata.instanceType ?? '',
    dataDisks: 0,
    zookeeper: { id, heapMiB: spec.jvm.zookeeperHeapMiB },
  };
}

interface Plan {
  readonly spec: ResolvedSpec;
  readonly site: Site;
}

function place({ dataDisks, broker, ...host }: UnplacedHost, index: number, plan: Plan): Host {
  const { site } = plan;
  const member = { name: host.name, index, dataDisks };
  return {
    ...host,
    ...(broker && {
      broker: {
        ...broker,
        heapMiB: site.heapMiB('broker', broker.heapMiB),
        vcpus: site.vcpus(broker.vcpus),
        listeners: brokerListeners(broker.id, member, plan),
      },
    }),
    ...(host.zookeeper && {
      zookeeper: { ...host.zookeeper, heapMiB: site.heapMiB('zookeeper', host.zookeeper.heapMiB) },
    }),
    ...site.address(member),
    ports: site.ports(member),
    paths: site.paths(member),
  };
}

function brokerListeners(
  broker: number,
  member: SiteMember,
  { spec, site }: Plan,
): readonly BrokerListener[] {
  const ports = site.ports(member);
  const { address } = site.address(member);
  const given = LISTENERS.filter(
    (listener) => spec.listeners[listener.id] && mayBeThere(listener, spec.security),
  );
  return openPorts(spec.security).flatMap((kind) =>
    given.flatMap(({ id, proof, forms }) => {
      const form = forms[kind];
      if (!form) return [];
      const port = ports[form.portId];
      const advertised = site.advertised?.(id, broker, kind) ?? { host: address, port };
      const protocol = securityProtocol({ kind }, proof);
      return [{ ...{ id, name: form.name, port, advertised }, protocol }];
    }),
  );
}

/** A host that surely is a broker. */
export type BrokerHost = Host & { readonly broker: BrokerRole };

/** A host that surely is a ZooKeeper member. */
export type ZookeeperHost = Host & { readonly zookeeper: ProcessRole };

export function isBroker(host: Host): host is BrokerHost {
  return host.broker !== undefined;
}

export function isZookeeper(host: Host): host is ZookeeperHost {
  return host.zookeeper !== undefined;
}

export function brokerHosts({ hosts }: Topology): readonly BrokerHost[] {
  return hosts.filter(isBroker);
}

/** The quorum, in the order of its ids. */
export function zookeeperHosts({ hosts }: Topology): readonly ZookeeperHost[] {
  return hosts.filter(isZookeeper).sort((a, b) => a.zookeeper.id - b.zookeeper.id);
}

/** The listeners that the brokers have. */
export function listenersOf(topology: Topology): readonly BrokerListener[] {
  return brokerHosts(topology)[0]?.broker.listeners ?? [];
}

/** A listener of a broker, by its id; undefined where the cluster does not have it. */
export function listenerOf({ broker }: BrokerHost, id: ListenerId): BrokerListener | undefined {
  return broker.listeners.find((listener) => listener.id === id);
}

/** `host:port,…` for whoever comes in there; empty where the cluster does not have the listener. */
export function bootstrapServers(topology: Topology, id: ListenerId = 'client'): string {
  return brokerHosts(topology)
    .flatMap((host) => listenerOf(host, id) ?? [])
    .map(({ advertised }) => endpointText(advertised))
    .join(',');
}

/** `zookeeper.connect`: every voter, then the chroot once, at the end. */
export function zookeeperConnect(topology: Topology): string {
  const voters = zookeeperHosts(topology).map((host) => {
    return `${host.address}:${zookeeperPort(host, topology.spec.security)}`;
  });
  return `${voters.join(',')}/${topology.spec.clusterName}`;
}

/** Where a host lets readers of the metrics of a process in. */
export function metricsPort(
  { ports }: Pick<Host, 'ports'>,
  { kind }: Pick<SecuritySpec, 'kind'>,
  { exporter }: Pick<Process, 'exporter'>,
): number {
  switch (kind) {
    case 'plaintext':
      return ports[exporter.port];
    case 'tls':
      return ports[exporter.tlsPort];
  }
}

/** Where a ZooKeeper member lets clients in. */
export function zookeeperPort(
  { ports }: Pick<Host, 'ports'>,
  { kind }: Pick<SecuritySpec, 'kind'>,
): number {
  switch (kind) {
    case 'plaintext':
      return ports.zookeeperClient;
    case 'tls':
      return ports.zookeeperTls;
  }
}
