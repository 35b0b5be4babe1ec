import { LISTENERS, type ListenerId } from './listeners';

/** A port of a host, and the process that listens on it. */
export interface PortKind {
  readonly id: PortId;
  readonly process: 'kafka' | 'zookeeper';
  readonly defaultPort: number;
}

export type PortId =
  | ListenerId
  /** The JMX exporter's HTTP port, for Prometheus. */
  | 'metrics'
  | 'zookeeperClient'
  | 'zookeeperPeer'
  | 'zookeeperElection';

/** Every port that a process of the cluster may listen on. */
export const PORT_KINDS: readonly PortKind[] = [
  ...LISTENERS.map(({ id, defaultPort }) => ({ id, process: 'kafka' as const, defaultPort })),
  { id: 'metrics', process: 'kafka', defaultPort: 7071 },
  // ZooKeeper's customary ones.
  { id: 'zookeeperClient', process: 'zookeeper', defaultPort: 2181 },
  { id: 'zookeeperPeer', process: 'zookeeper', defaultPort: 2888 },
  { id: 'zookeeperElection', process: 'zookeeper', defaultPort: 3888 },
];

/** The ports of a host, also those that nothing listens on there. */
export type Ports = Readonly<Record<PortId, number>>;

/** Every port, from its row of the table. */
export function portsFrom(portOf: (kind: PortKind) => number): Ports {
  return Object.fromEntries(PORT_KINDS.map((kind) => [kind.id, portOf(kind)])) as Ports;
}

/** The ports that something listens on where the brokers have these listeners. */
export function portsInUse(
  ports: Ports,
  listeners: Readonly<Partial<Record<ListenerId, unknown>>>,
): readonly (PortKind & { readonly port: number })[] {
  const absent = LISTENERS.filter(({ id }) => listeners[id] === undefined);
  return PORT_KINDS.filter(({ id }) => !absent.some((listener) => listener.id === id)).map(
    (kind) => ({ ...kind, port: ports[kind.id] }),
  );
}
