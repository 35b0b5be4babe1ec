import { PROCESSES, type ProcessName, type ProcessPortId } from './processes';
import { LISTENERS, type ListenerId } from '../listeners/listeners';

/** A port of a host, and the process that listens on it. */
export interface PortKind {
  readonly id: PortId;
  readonly process: ProcessName;
  readonly defaultPort: number;
}

export type PortId = ListenerId | ProcessPortId;

/** Every port that a process of the cluster may listen on: the listeners of Kafka first. */
export const PORT_KINDS: readonly PortKind[] = [
  ...LISTENERS.map(({ id, defaultPort }) => ({ id, process: 'kafka' as const, defaultPort })),
  ...PROCESSES.flatMap(({ name, ports }) =>
    Object.entries(ports).map(([id, defaultPort]) => ({
      id: id as ProcessPortId,
      process: name,
      defaultPort,
    })),
  ),
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
