import { PROCESSES, type ProcessName, type ProcessPortId } from './processes';
import {
  LISTENER_FORMS,
  listenerKind,
  mayBeThere,
  type ListenerId,
  type ListenerPortId,
} from '../listeners/listeners';
import { openPorts, type SecurityKind, type SecuritySpec } from '../security';

/** A port of a host, and the process that listens on it. */
export interface PortKind {
  readonly id: PortId;
  readonly process: ProcessName;
  readonly defaultPort: number;
  /** Of a listener of Kafka. */
  readonly listener?: ListenerId;
  /** Where it is open under one security only. */
  readonly security?: SecurityKind;
}

export type PortId = ListenerPortId | ProcessPortId;

/** Every port that a process of the cluster may listen on: the listeners of Kafka first. */
export const PORT_KINDS: readonly PortKind[] = [
  ...LISTENER_FORMS.map(({ listener, security, portId: id, defaultPort }) => ({
    ...{ id, process: 'kafka' as const, defaultPort, listener: listener.id, security },
  })),
  ...PROCESSES.flatMap(({ name, ports, portsUnder }) =>
    Object.entries(ports).map(([id, defaultPort]) => {
      const security = portsUnder?.[id];
      return { id: id as ProcessPortId, process: name, defaultPort, ...(security && { security }) };
    }),
  ),
];

/** The ports of a host, also those that nothing listens on there. */
export type Ports = Readonly<Record<PortId, number>>;

/** Every port, from its row of the table. */
export function portsFrom(portOf: (kind: PortKind) => number): Ports {
  return Object.fromEntries(PORT_KINDS.map((kind) => [kind.id, portOf(kind)])) as Ports;
}

/** What decides which ports are in use. */
export interface PortUse {
  /** Those that the brokers have. */
  readonly listeners: Readonly<Partial<Record<ListenerId, unknown>>>;
  readonly security: SecuritySpec;
}

/** The ports that something listens on. */
export function portsInUse(
  ports: Ports,
  { listeners, security }: PortUse,
): readonly (PortKind & { readonly port: number })[] {
  const open = openPorts(security);
  return PORT_KINDS.filter(
    (kind) =>
      (kind.listener === undefined || isOpen(kind.listener, listeners, security)) &&
      (kind.security === undefined || open.includes(kind.security)),
  ).map((kind) => ({ ...kind, port: ports[kind.id] }));
}

function isOpen(id: ListenerId, listeners: PortUse['listeners'], security: SecuritySpec): boolean {
  return listeners[id] !== undefined && mayBeThere(listenerKind(id), security);
}
