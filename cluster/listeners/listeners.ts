import type { Endpoint } from './endpoint';
import {
  SECURITY_KINDS,
  trustsClients,
  type ListenerCallers,
  type Proof,
  type SecurityKind,
  type SecurityProtocol,
  type SecuritySpec,
} from '../security';

/** One of the doors of a broker: who comes in there is known, let in and protected by itself. */
export interface ListenerKind {
  /** Its name in specs and topologies. */
  readonly id: string;
  /** Who comes in: the other brokers, or clients, whom a deploy lets in by name. */
  readonly from: ListenerCallers;
  /** What they show under TLS. */
  readonly proof: Proof;
  /**
   * What it is under each security. Kafka knows the two as different listeners, on ports of their own: so
   * both can be open at once while a running cluster goes from one to the other. One where certificates are
   * asked for has no plain form.
   */
  readonly forms: ListenerForms;
  /** Where brokers have it: everywhere, where the spec names it, or where it trusts authorities of clients. */
  readonly there: 'always' | 'where-named' | 'where-clients-are-trusted';
  /** The names by which brokers are known there: the hosts' own, or those that the spec gives. */
  readonly names: 'of-hosts' | 'of-spec';
}

/** A listener under each security that it may have. */
export type ListenerForms<Form = ListenerForm> = Readonly<Partial<Record<SecurityKind, Form>>> & {
  readonly tls: Form;
};

/** A listener under one security. */
export interface ListenerForm {
  /** Its name in Kafka's settings and logs. */
  readonly name: string;
  /** Its name in tables of ports. */
  readonly portId: string;
  readonly defaultPort: number;
}

const ROWS = [
  {
    id: 'client',
    from: 'clients',
    proof: 'password',
    forms: {
      plaintext: { name: 'CLIENT', portId: 'client', defaultPort: 9092 },
      tls: { name: 'CLIENT_TLS', portId: 'clientTls', defaultPort: 9093 },
    },
    there: 'always',
    names: 'of-hosts',
  },
  {
    id: 'interBroker',
    from: 'brokers',
    proof: 'certificate',
    forms: {
      plaintext: { name: 'INTERNAL', portId: 'interBroker', defaultPort: 9091 },
      tls: { name: 'INTERNAL_TLS', portId: 'interBrokerTls', defaultPort: 9095 },
    },
    there: 'always',
    names: 'of-hosts',
  },
  {
    id: 'external',
    from: 'clients',
    proof: 'password',
    forms: {
      plaintext: { name: 'EXTERNAL', portId: 'external', defaultPort: 9094 },
      tls: { name: 'EXTERNAL_TLS', portId: 'externalTls', defaultPort: 9096 },
    },
    there: 'where-named',
    names: 'of-spec',
  },
  {
    id: 'certificate',
    from: 'clients',
    proof: 'certificate',
    forms: {
      tls: { name: 'CERTIFICATE_TLS', portId: 'certificateTls', defaultPort: 9097 },
    },
    there: 'where-clients-are-trusted',
    names: 'of-hosts',
  },
] as const satisfies readonly ListenerKind[];

type Row = (typeof ROWS)[number];

export type ListenerId = Row['id'];

/** The ids of the ports of listeners, in all their forms. */
export type ListenerPortId = FormOf<Row['forms']>['portId'];

type FormOf<Forms> = Forms extends unknown ? Forms[keyof Forms & SecurityKind] : never;

/** Listeners that a broker has only where the spec asks for them. */
export type OptionalListenerId = Exclude<Row, { readonly there: 'always' }>['id'];

/** Listeners of clients. */
export type ClientListenerId = Extract<Row, { readonly from: 'clients' }>['id'];

/** Listeners where the spec names the brokers. */
export type NamedListenerId = Extract<Row, { readonly names: 'of-spec' }>['id'];

/** A row of the table. */
export interface Listener extends ListenerKind {
  readonly id: ListenerId;
  readonly forms: ListenerForms<ListenerForm & { readonly portId: ListenerPortId }>;
}

/**
 * The listeners that a broker has, in the order in which its settings name them. Settings, sites,
 * the table of ports, the firewall, the checks and the local cluster go by this table.
 */
export const LISTENERS: readonly Listener[] = ROWS;

/** The field of a listener in the spec that sets its port. */
export const PORT_FIELD = {
  plaintext: 'port',
  tls: 'tlsPort',
} as const satisfies Readonly<Record<SecurityKind, string>>;

/** Every listener in all its forms, each with the security under which brokers have it. */
export const LISTENER_FORMS = LISTENERS.flatMap((listener) =>
  SECURITY_KINDS.flatMap((security) => {
    const form = listener.forms[security];
    return form ? [{ listener, security, ...form }] : [];
  }),
);

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

/** Whether a cluster of this security may have it: one on its way to TLS lets nobody in by a certificate yet. */
export function mayBeThere(
  { there }: Pick<ListenerKind, 'there'>,
  security: SecuritySpec,
): boolean {
  return there !== 'where-clients-are-trusted' || trustsClients(security);
}

export function listenerKind(id: ListenerId): Listener {
  return LISTENERS.find((kind) => kind.id === id)!;
}

/** What the keys of a setting of this listener alone begin with. */
export function listenerPrefix({ name }: Pick<ListenerForm, 'name'>): string {
  return `listener.name.${name.toLowerCase()}.`;
}
