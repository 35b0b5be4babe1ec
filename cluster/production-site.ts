import { portsFrom, type PortId, type Ports } from './listeners/ports';
import type { ResolvedListener, ResolvedListeners } from './listeners/resolve-listeners';
import type { ResolvedSpec } from './resolve-spec';
import type { HostPaths, Site, SiteMember } from './topology';

/** Hosts of their own, each with a name in the cluster's private domain. */
export function productionSite({ domain, listeners }: ResolvedSpec): Site {
  const ports = productionPorts(listeners);
  return {
    // Listening on every address leaves it to the security groups who may reach a port, and spares
    // the processes a look-up of their own name at boot.
    address: ({ name }) => ({ address: `${name}.${domain}`, bindAddress: '0.0.0.0' }),
    ports: () => ports,
    paths: productionPaths,
    advertised: (listener, broker) => listeners[listener]?.advertised?.[broker],
    heapMiB: (_role, specMiB) => specMiB,
  };
}

/** The same on every host. */
export function productionPorts(listeners: ResolvedListeners): Ports {
  const given: Readonly<Partial<Record<PortId, ResolvedListener>>> = listeners;
  return portsFrom(({ id, defaultPort }) => given[id]?.port ?? defaultPort);
}

function productionPaths({ dataDisks }: SiteMember): HostPaths {
  return {
    java: '/usr/bin/java',
    distribution: '/opt/kafka',
    kafkaConfig: '/etc/kafka',
    kafkaLogs: '/var/log/kafka',
    // A folder inside each mount: without its disk, the path is missing instead of being the root disk.
    kafkaData: Array.from(
      { length: dataDisks },
      (_, disk) => `/var/lib/kafka/disk${disk + 1}/topics`,
    ),
    zookeeperConfig: '/etc/zookeeper',
    zookeeperLogs: '/var/log/zookeeper',
    zookeeperData: '/var/lib/zookeeper/snapshots',
    zookeeperDataLog: '/var/lib/zookeeper/transactions',
    kafkaTemporary: '/var/lib/kafka/tmp',
    zookeeperTemporary: '/var/lib/zookeeper/tmp',
    systemd: '/etc/systemd/system',
    sysctl: '/etc/sysctl.d',
  };
}
