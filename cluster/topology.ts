import { dataDisks } from './instance-types';
import type { ResolvedBroker, ResolvedSpec } from './resolve-spec';
import type { ZookeeperOnOwnHost } from './zookeeper';

/** The cluster as hosts: who runs what, where, under which names and ports. */
export interface Topology {
  readonly spec: ResolvedSpec;
  /** Brokers in the order of their ids, then the ZooKeeper members on hosts of their own. */
  readonly hosts: readonly Host[];
}

/** One host, with the roles that it has. */
export interface Host {
  /** `broker-1`, or `zookeeper-4` for a ZooKeeper member on a host of its own. */
  readonly name: string;
  readonly rack: string;
  readonly instanceType: string;
  /** The name or address by which everyone reaches it. */
  readonly address: string;
  /** The address that its processes listen on. */
  readonly bindAddress: string;
  readonly ports: Ports;
  readonly paths: HostPaths;
  readonly broker?: BrokerRole;
  readonly zookeeper?: ZookeeperRole;
}

export interface BrokerRole {
  /** `broker.id`. */
  readonly id: number;
  readonly heapMiB: number;
}

export interface ZookeeperRole {
  /** `myid`. */
  readonly id: number;
  readonly heapMiB: number;
}

export interface Ports {
  /** Kafka's CLIENT listener. */
  readonly client: number;
  /** Kafka's INTERNAL listener, between brokers. */
  readonly interBroker: number;
  /** The JMX exporter's HTTP port for Prometheus. */
  readonly metrics: number;
  readonly zookeeperClient: number;
  readonly zookeeperPeer: number;
  readonly zookeeperElection: number;
}

/** Folders of a host; absolute. */
export interface HostPaths {
  /** The `java` command: a path, or a name that is looked up. */
  readonly java: string;
  /** Kafka's distribution: holds `libs/`. Its ZooKeeper is the quorum's too. */
  readonly distribution: string;
  readonly kafkaConfig: string;
  /** Kafka's own log files, not the topics. */
  readonly kafkaLogs: string;
  /** Kafka's log directories, one for each disk. */
  readonly kafkaData: readonly string[];
  readonly zookeeperConfig: string;
  readonly zookeeperLogs: string;
  /** ZooKeeper's snapshots and `myid`. */
  readonly zookeeperData: string;
  /** ZooKeeper's transaction log. */
  readonly zookeeperDataLog: string;
  /** For native libraries: a /tmp mounted noexec breaks zstd. */
  readonly kafkaTemporary: string;
  readonly zookeeperTemporary: string;
  readonly systemd: string;
  readonly sysctl: string;
}

/**
 * Where a cluster runs: the only difference between the production hosts and the local cluster.
 * The same topology and templates serve both.
 */
export interface Site {
  address(member: SiteMember): Pick<Host, 'address' | 'bindAddress'>;
  ports(member: SiteMember): Ports;
  paths(member: SiteMember): HostPaths;
  /** Heaps on this site, given those of the spec. */
  heapMiB(role: 'broker' | 'zookeeper', specMiB: number): number;
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
    ...spec.zookeeper.onOwnHosts.map((member) => zookeeperHost(member, spec)),
  ];
  return { spec, hosts: unplaced.map((host, index) => place(host, index, site)) };
}

/** A host before a site has given it address, ports and folders. */
type UnplacedHost = Pick<Host, 'name' | 'rack' | 'instanceType' | 'broker' | 'zookeeper'> & {
  readonly dataDisks: number;
};

function brokerHost(broker: ResolvedBroker, spec: ResolvedSpec): UnplacedHost {
  const voter = spec.zookeeper.onBrokers.find((member) => member.broker === broker.id);
  return {
    name: `broker-${broker.id}`,
    rack: broker.rack,
    instanceType: broker.instanceType,
    dataDisks: dataDisks(spec.storage, broker.instanceType),
    broker: { id: broker.id, heapMiB: broker.heapMiB },
    ...(voter && { zookeeper: { id: voter.id, heapMiB: spec.jvm.zookeeperHeapMiB } }),
  };
}

function zookeeperHost({ id, rack }: ZookeeperOnOwnHost, spec: ResolvedSpec): UnplacedHost {
  return {
    name: `zookeeper-${id}`,
    rack,
    instanceType: spec.zookeeper.instanceType ?? '',
    dataDisks: 0,
    zookeeper: { id, heapMiB: spec.jvm.zookeeperHeapMiB },
  };
}

function place({ dataDisks, ...host }: UnplacedHost, index: number, site: Site): Host {
  const member = { name: host.name, index, dataDisks };
  return {
    ...host,
    ...(host.broker && {
      broker: { ...host.broker, heapMiB: site.heapMiB('broker', host.broker.heapMiB) },
    }),
    ...(host.zookeeper && {
      zookeeper: { ...host.zookeeper, heapMiB: site.heapMiB('zookeeper', host.zookeeper.heapMiB) },
    }),
    ...site.address(member),
    ports: site.ports(member),
    paths: site.paths(member),
  };
}

/** A host that surely is a broker. */
export type BrokerHost = Host & { readonly broker: BrokerRole };

/** A host that surely is a ZooKeeper member. */
export type ZookeeperHost = Host & { readonly zookeeper: ZookeeperRole };

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

/** `host:port,…` for clients. */
export function bootstrapServers(topology: Topology): string {
  return brokerHosts(topology)
    .map(({ address, ports }) => `${address}:${ports.client}`)
    .join(',');
}

/** `zookeeper.connect`: every voter, then the chroot once, at the end. */
export function zookeeperConnect(topology: Topology): string {
  const voters = zookeeperHosts(topology).map(
    ({ address, ports }) => `${address}:${ports.zookeeperClient}`,
  );
  return `${voters.join(',')}/${topology.spec.clusterName}`;
}
