import { processOfRole, type Role } from '../cluster/processes/processes';
import { LISTENERS, type ListenerId } from '../cluster/listeners/listeners';
import { openPorts, SECURITY_KINDS, type SecurityKind } from '../cluster/security';
import { nodeMetricsPort } from '../cluster/processes/node-exporter';
import {
  brokerHosts,
  listenersOf,
  metricsPort,
  zookeeperPort,
  type Topology,
} from '../cluster/topology';

/** A port of members under one security. */
export interface Door {
  readonly kind: SecurityKind;
  readonly port: number;
  /** Whether it is open under the security of the spec. */
  readonly isOpen: boolean;
}

export type DoorId = ListenerId | 'metrics' | 'zookeeper' | 'zookeeperMetrics' | 'nodeMetrics';

/**
 * The ports of members, each under every security that it may have: none of a listener that the cluster does
 * not have. Those that are closed now may be open still, as long as running hosts are on their way.
 */
export type Doors = Readonly<Record<DoorId, readonly Door[]>>;

export function doorsOf(topology: Topology): Doors {
  const { spec } = topology;
  const { security } = spec;
  const [host] = brokerHosts(topology);
  const own = { ports: host!.ports };
  const open = new Set(listenersOf(topology).map(({ id, port }) => `${id} ${port}`));
  const listeners = LISTENERS.map(({ id }) => [
    id,
    SECURITY_KINDS.flatMap((kind) => {
      const port = spec.listeners[id]?.ports[kind];
      return port === undefined ? [] : [{ kind, port, isOpen: open.has(`${id} ${port}`) }];
    }),
  ]);
  // The members' own security decides, also where ports without TLS are open beside.
  const metricsDoors = (role: Role) =>
    SECURITY_KINDS.map((kind) => ({
      ...{ kind, port: metricsPort(own, { kind }, processOfRole(role)) },
      isOpen: kind === security.kind,
    }));
  const ofListeners = Object.fromEntries(listeners) as Record<ListenerId, readonly Door[]>;
  return {
    ...ofListeners,
    metrics: metricsDoors('broker'),
    zookeeperMetrics: metricsDoors('zookeeper'),
    nodeMetrics: SECURITY_KINDS.map((kind) => ({
      ...{ kind, port: nodeMetricsPort({ kind }) },
      isOpen: spec.nodeExporter && kind === security.kind,
    })),
    zookeeper: SECURITY_KINDS.map((kind) => ({
      ...{ kind, port: zookeeperPort(own, { kind }), isOpen: openPorts(security).includes(kind) },
    })),
  };
}

/** What a rule for a door is called, beside those for the others. */
export function ruleId(id: string, { kind }: Door, name?: string): string {
  const kinds = kind === 'tls' ? `${id}Tls` : id;
  return name === undefined ? kinds : `${kinds}-${name}`;
}
