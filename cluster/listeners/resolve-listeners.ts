import { parseEndpoint, type Endpoint } from './endpoint';
import type { ListenerSettingValues } from './listener-settings';
import { LISTENERS, type Listener, type ListenerId, type OptionalListenerId } from './listeners';
import type { ListenersSpec, ListenerSpec, NamedListenerSpec } from './listeners-spec';

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
  given: ListenersSpec = {},
  brokers: readonly number[],
): ResolvedListeners {
  return Object.fromEntries(
    LISTENERS.filter(({ id, optional }) => !optional || given[id]).map((listener) => [
      listener.id,
      resolveListener(listener, given[listener.id], brokers),
    ]),
  ) as unknown as ResolvedListeners;
}

function resolveListener(
  { id, defaultPort }: Listener,
  given: ListenerSpec | NamedListenerSpec = {},
  brokers: readonly number[],
): ResolvedListener {
  const { port = defaultPort, settings = {} } = given;
  if (!('advertised' in given)) return { port, settings };
  const advertised = brokers.map((broker) => {
    const endpoint = parseEndpoint(advertisedText(given, broker) ?? '', port);
    if (!endpoint) throw new Error(`listeners.${id} names no endpoint of broker ${broker}`);
    return [broker, endpoint] as const;
  });
  return { port, settings, advertised: Object.fromEntries(advertised) };
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
