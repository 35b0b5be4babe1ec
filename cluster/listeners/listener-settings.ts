import type { BrokerSettingValues } from '../data/broker-setting-values';
import type { SecurityKind } from '../security';
import {
  LISTENER_FORMS,
  LISTENERS,
  listenerPrefix,
  type ListenerId,
  type ListenerKind,
} from './listeners';

interface ListenerSetting {
  readonly key: keyof BrokerSettingValues;
  /** Why it may not be set between brokers, as the end of "must be left out, as …". */
  readonly notBetweenBrokers?: string;
}

const STALLS_REPLICATION =
  'replicas that wait for a connection fall out of sync, and that is all a limit between brokers can do';

/**
 * The settings that a broker reads for each listener by itself, without those of security. Kafka's
 * table of settings does not tell them apart; its SocketServer does.
 * @see https://github.com/apache/kafka/blob/3.9.2/core/src/main/scala/kafka/network/SocketServer.scala
 */
export const LISTENER_SETTINGS = [
  { key: 'max.connections', notBetweenBrokers: STALLS_REPLICATION },
  { key: 'max.connection.creation.rate', notBetweenBrokers: STALLS_REPLICATION },
  { key: 'num.network.threads' },
] as const satisfies readonly ListenerSetting[];

/** The settings that one listener may have, by Kafka's own keys without `listener.name.…`. */
export type ListenerSettingValues = Pick<
  BrokerSettingValues,
  (typeof LISTENER_SETTINGS)[number]['key']
>;

/** What Kafka reads for each listener by itself under this key; undefined for other keys. */
export function listenerSetting(key: string): ListenerSetting | undefined {
  return LISTENER_SETTINGS.find((setting) => setting.key === key);
}

/** The settings of these listeners as server.properties spells them. */
export function prefixedSettings(
  listeners: Readonly<Partial<Record<ListenerId, { readonly settings: ListenerSettingValues }>>>,
  securities: readonly SecurityKind[],
): Readonly<Record<string, number>> {
  const settings = LISTENERS.flatMap(({ id, forms }) =>
    Object.entries<number | undefined>({ ...listeners[id]?.settings }).flatMap(([key, value]) =>
      securities.flatMap((each) => {
        const form = forms[each];
        return value === undefined || !form
          ? []
          : [[`${listenerPrefix(form)}${key}`, value] as const];
      }),
    ),
  );
  return Object.fromEntries(settings);
}

/** A key of server.properties that is for one listener. */
export interface PrefixedKey {
  /** Undefined where no listener of this package has that name. */
  readonly listener: ListenerKind | undefined;
  /** The key without `listener.name.…`. */
  readonly key: string;
}

/** Undefined for keys that hold for all listeners. */
export function parsePrefixedKey(text: string): PrefixedKey | undefined {
  const [, name, key] = /^listener\.name\.([^.]*)\.(.+)$/.exec(text) ?? [];
  if (name === undefined || key === undefined) return undefined;
  return {
    listener: LISTENER_FORMS.find((form) => listenerPrefix(form) === `listener.name.${name}.`)
      ?.listener,
    key,
  };
}
