import { parseEndpoint, type Endpoint } from './endpoint';
import type { ListenerSettingValues } from './listener-settings';
import { SECURITY_KINDS, type SecurityKind, type SecuritySpec } from '../security';
import {
  PORT_FIELD,
  LISTENERS,
  mayBeThere,
  type Listener,
  type ListenerId,
  type OptionalListenerId,
} from './listeners';
import type { ListenersSpec, ListenerSpec, NamedListenerSpec } from './listeners-spec';

/** The listeners that the brokers have. */
export type ResolvedListeners = Readonly<
  Record<Exclude<ListenerId, OptionalListenerId>, ResolvedListener>
> &
  Readonly<Partial<Record<OptionalListenerId, ResolvedListener>>>;

export interface ResolvedListener {
  /** Under each security that it may have. */
  readonly ports: Readonly<Partial<Record<SecurityKind, number>>>;
  readonly settings: ListenerSettingValues;
  /** By the brokers' ids, where they are not the hosts' own names. */
  readonly advertised?: Readonly<Record<number, Endpoint>>;
}

/**
 * The defaults of `listeners`. Takes advertised names that were found valid.
 *
 * @param security under which advertised names without a port stand for that listener's
 */
export function resolveListeners(
  given: ListenersSpec = {},
  brokers: readonly number[],
  security: SecuritySpec,
): ResolvedListeners {
  return Object.fromEntries(
    LISTENERS.filter((listener) => isThere(listener, given, security)).map((listener) => [
      listener.id,
      resolveListener(listener, given[listener.id], { brokers, security: security.kind }),
    ]),
  ) as unknown as ResolvedListeners;
}

function isThere(listener: Listener, given: ListenersSpec, security: SecuritySpec): boolean {
  switch (listener.there) {
    case 'always':
      return true;
    case 'where-named':
      return given[listener.id] !== undefined;
    case 'where-clients-are-trusted':
      return mayBeThere(listener, security);
  }
}

function resolveListener(
  listener: Listener,
  given: ListenerSpec | NamedListenerSpec = {},
  { brokers, security }: { readonly brokers: readonly number[]; readonly security: SecurityKind },
): ResolvedListener {
  const { id } = listener;
  const { settings = {} } = given;
  const ports = Object.fromEntries(
    SECURITY_KINDS.map((kind) => [kind, listenerPort(listener, given, kind)] as const).filter(
      ([, port]) => port !== undefined,
    ),
  );
  if (!('advertised' in given)) return { ports, settings };
  const advertised = brokers.map((broker) => {
    const endpoint = parseEndpoint(advertisedText(given, broker) ?? '', ports[security]!);
    if (!endpoint) throw new Error(`listeners.${id} names no endpoint of broker ${broker}`);
    return [broker, endpoint] as const;
  });
  return { ports, settings, advertised: Object.fromEntries(advertised) };
}

/** Where a listener is under a security; undefined under one that it does not have. */
export function listenerPort(
  { forms }: Listener,
  given: ListenerSpec,
  security: SecurityKind,
): number | undefined {
  const form = forms[security];
  return form && (given[PORT_FIELD[security]] ?? form.defaultPort);
}

/** What a spec says for one broker; undefined where it names none. */
export function advertisedText(
  { advertised }: NamedListenerSpec,
  broker: number,
): string | undefined {
  return typeof advertised === 'string'
    ? advertised.replaceAll('{id}', String(broker))
    : advertised[broker];
}
