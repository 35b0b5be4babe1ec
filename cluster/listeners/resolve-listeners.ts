import { parseEndpoint, type Endpoint } from './endpoint';
import type { ListenerSettingValues } from './listener-settings';
import { listenerKind, type ListenerId, type OptionalListenerId } from './listeners';
import type { ExternalListenerSpec, ListenersSpec, ListenerSpec } from './listeners-spec';

/** The listeners that the brokers have. */
export type ResolvedListeners = Readonly<
  Record<Exclude<ListenerId, OptionalListenerId>, ResolvedListener>
> &
  Readonly<Partial<Record<OptionalListenerId, ResolvedListener>>>;

export interface ResolvedListener {
  readonly port: number;
  readonly settings: ListenerSettingValues;
  /** By the brokers' ids, where they are not the hosts' own names. */
  readonly advertised?: Readonly<Record<number, Endpoint>>;
}

/** The defaults of `listeners`. Takes advertised names that were found valid. */
export function resolveListeners(
  { client, interBroker, external }: ListenersSpec = {},
  brokers: readonly number[],
): ResolvedListeners {
  return {
    client: resolveListener('client', client),
    interBroker: resolveListener('interBroker', interBroker),
    ...(external && { external: resolveExternal(external, brokers) }),
  };
}

function resolveListener(id: ListenerId, given: ListenerSpec = {}): ResolvedListener {
  return { port: given.port ?? listenerKind(id).defaultPort, settings: given.settings ?? {} };
}

function resolveExternal(
  given: ExternalListenerSpec,
  brokers: readonly number[],
): ResolvedListener {
  const listener = resolveListener('external', given);
  const advertised = brokers.map((id) => {
    const endpoint = parseEndpoint(advertisedText(given, id) ?? '', listener.port);
    if (!endpoint) throw new Error(`listeners.external names no endpoint of broker ${id}`);
    return [id, endpoint] as const;
  });
  return { ...listener, advertised: Object.fromEntries(advertised) };
}

/** What a spec says for one broker; undefined where it names none. */
export function advertisedText(
  { advertised }: ExternalListenerSpec,
  broker: number,
): string | undefined {
  return typeof advertised === 'string'
    ? advertised.replaceAll('{id}', String(broker))
    : advertised[broker];
}
