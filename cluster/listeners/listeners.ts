import type { Endpoint } from './endpoint';
import type { SecurityProtocol } from '../security';

/** One of the doors of a broker: who comes in there is known, let in and protected by itself. */
export interface ListenerKind {
  /** Its name in specs, topologies and tables of ports. */
  readonly id: string;
  /** Its name in Kafka's settings and logs. */
  readonly name: string;
  /** Who comes in: the other brokers, or clients, whom a deploy lets in by name. */
  readonly from: 'brokers' | 'clients';
  readonly defaultPort: number;
  /** Whether a broker has it only where the spec asks for it. */
  readonly optional: boolean;
  /** The names by which brokers are known there: the hosts' own, or those that the spec gives. */
  readonly names: 'of-hosts' | 'of-spec';
}

const ROWS = [
  {
    id: 'client',
    name: 'CLIENT',
    from: 'clients',
    defaultPort: 9092,
    optional: false,
    names: 'of-hosts',
  },
  {
    id: 'interBroker',
    name: 'INTERNAL',
    from: 'brokers',
    defaultPort: 9091,
    optional: false,
    names: 'of-hosts',
  },
  {
    id: 'external',
    name: 'EXTERNAL',
    from: 'clients',
    defaultPort: 9094,
    optional: true,
    names: 'of-spec',
  },
] as const satisfies readonly ListenerKind[];

type Row = (typeof ROWS)[number];

export type ListenerId = Row['id'];

/** Listeners that a broker has only where the spec asks for them. */
export type OptionalListenerId = Extract<Row, { readonly optional: true }>['id'];

/** Listeners of clients. */
export type ClientListenerId = Extract<Row, { readonly from: 'clients' }>['id'];

/** Listeners where the spec names the brokers. */
export type NamedListenerId = Extract<Row, { readonly names: 'of-spec' }>['id'];

/** A row of the table. */
export interface Listener extends ListenerKind {
  readonly id: ListenerId;
}

/**
 * The listeners that a broker has, in the order in which its settings name them. Settings, sites,
 * the table of ports, the firewall, the checks and the local cluster go by this table.
 */
export const LISTENERS: readonly Listener[] = ROWS;

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

export function listenerKind(id: ListenerId): Listener {
  return LISTENERS.find((kind) => kind.id === id)!;
}

/** What the keys of a setting of this listener alone begin with. */
export function listenerPrefix({ name }: Pick<ListenerKind, 'name'>): string {
  return `listener.name.${name.toLowerCase()}.`;
}
