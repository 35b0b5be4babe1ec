import type { Endpoint } from './endpoint';
import type { SecurityProtocol } from '../security';

/** One of the doors of a broker: who comes in there is known, let in and protected by itself. */
export interface ListenerKind {
  /** Its name in specs, topologies and tables of ports. */
  readonly id: string;
  /** Its name in Kafka's settings and logs. */
  readonly name: string;
  /** Who comes in, as a noun in the plural. */
  readonly users: string;
  readonly defaultPort: number;
  /** Whether a broker has it only where the spec asks for it. */
  readonly optional: boolean;
}

/**
 * The listeners that a broker has, in the order in which its settings name them. Settings, sites,
 * the table of ports, the firewall, the checks and the local cluster go by this table.
 */
export const LISTENERS = [
  {
    id: 'client',
    name: 'CLIENT',
    users: 'producers and consumers',
    defaultPort: 9092,
    optional: false,
  },
  {
    id: 'interBroker',
    name: 'INTERNAL',
    users: 'the other brokers',
    defaultPort: 9091,
    optional: false,
  },
  {
    id: 'external',
    name: 'EXTERNAL',
    users: 'clients that know the brokers by other names',
    defaultPort: 9094,
    optional: true,
  },
] as const satisfies readonly ListenerKind[];

export type ListenerId = (typeof LISTENERS)[number]['id'];

/** Listeners that a broker has only where the spec asks for them. */
export type OptionalListenerId = Extract<
  (typeof LISTENERS)[number],
  { readonly optional: true }
>['id'];

/** A listener of one broker, as it stands in a topology. */
export interface BrokerListener {
  readonly id: ListenerId;
  /** Its name in Kafka's settings and logs. */
  readonly name: string;
  readonly protocol: SecurityProtocol;
  /** The port that the broker listens on. */
  readonly port: number;
  /** What the broker tells whoever comes in to connect to. */
  readonly advertised: Endpoint;
}

export function listenerKind(id: ListenerId): ListenerKind {
  return LISTENERS.find((kind) => kind.id === id)!;
}

/** What the keys of a setting of this listener alone begin with. */
export function listenerPrefix({ name }: Pick<ListenerKind, 'name'>): string {
  return `listener.name.${name.toLowerCase()}.`;
}
