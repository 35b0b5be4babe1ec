import { portsFrom, type Ports } from './processes/ports';
import type { ResolvedListeners } from './listeners/resolve-listeners';
import { processPaths } from './processes/process-paths';
import type { ResolvedSpec } from './resolve-spec';
import type { HostPaths, Site, SiteMember } from './topology';

/** Hosts of their own, each with a name in the cluster's private domain. */
export function productionSite({ domain, listeners, security: { kind } }: ResolvedSpec): Site {
  const ports = productionPorts(listeners);
  return {
    // Listening on every address leaves it to the security groups who may reach a port, and spares
    // the processes a look-up of their own name at boot.
    address: ({ name }) => ({ address: `${name}.${domain}`, bindAddress: '0.0.0.0' }),
    ports: () => ports,
    paths: productionPaths,
    advertised: (listener, broker, security) => {
      const { advertised, ports: own } = listeners[listener] ?? {};
      const named = advertised?.[broker];
      // A port that the spec names is that of the listener which members' security has.
      return named && (security === kind ? named : { host: named.host, port: own![security]! });
    },
    vcpus: (ofInstanceType) => ofInstanceType,
    heapMiB: (_role, specMiB) => specMiB,
  };
}

/** The same on every host. */
export function productionPorts(listeners: ResolvedListeners): Ports {
  return portsFrom(({ listener, security, defaultPort }) => {
    const given = listener && listeners[listener];
    return (given && security && given.ports[security]) ?? defaultPort;
  });
}

function productionPaths({ dataDisks }: SiteMember): HostPaths {
  return {
    java: '/usr/bin/java',
    python: '/usr/bin/python3',
    distribution: '/opt/kafka',
    ...processPaths(dataDisks, ({ name }) => ({
      config: `/etc/${name}`,
      logs: `/var/log/${name}`,
      temporary: `/var/lib/${name}/tmp`,
      runtime: `/run/${name}`,
      data: ({ path }) => `/var/lib/${name}/${path}`,
    })),
    programs: '/usr/local/sbin',
    systemd: '/etc/systemd/system',
    sysctl: '/etc/sysctl.d',
  };
}
