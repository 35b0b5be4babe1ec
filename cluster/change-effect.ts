import type { HostFile } from './host-files';
import { parseProperties } from './settings/java-properties';
import { knownBrokerSetting } from './settings/known-broker-settings';
import { listenerSetting, parsePrefixedKey } from './listeners/listener-settings';

/** What a changed file needs before it is in effect. */
export type ChangeEffect =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reload-sysctl' }
  | { readonly kind: 'reload-systemd' }
  /** The running broker can be given these values; writing the file keeps them for its next start. */
  | { readonly kind: 'dynamic-update'; readonly updates: readonly DynamicUpdate[] }
  | {
      readonly kind: 'broker-restart';
      /** The settings that ask for it; empty where it is another file than server.properties. */
      readonly keys: readonly string[];
    }
  | { readonly kind: 'zookeeper-restart' };

/** A broker setting to be given to a running broker. */
export interface DynamicUpdate {
  readonly key: string;
  /**
   * The value to set. For a key that has gone from the file it is what holds without it: Kafka's
   * default, or for one listener the value for all. Without a dynamic value, the running broker
   * would fall back to what it read from the file at its start.
   */
  readonly value: string;
  /** Whom Kafka lets it be set for: all brokers at once, or each by itself. */
  readonly scope: 'cluster-wide' | 'per-broker';
}

/**
 * What a host needs when this file takes the place of another.
 *
 * @param before what stands on the host; undefined where the file is missing
 */
export function changeEffect(before: string | undefined, after: HostFile): ChangeEffect {
  if (before === after.content) return { kind: 'nothing' };
  switch (after.onChange) {
    case 'broker-settings':
      return before === undefined
        ? { kind: 'broker-restart', keys: [] }
        : settingsEffect(parseProperties(before), parseProperties(after.content));
    case 'broker-restart':
      return { kind: 'broker-restart', keys: [] };
    case 'nothing':
    case 'reload-sysctl':
    case 'reload-systemd':
    case 'zookeeper-restart':
      return { kind: after.onChange };
  }
}

function settingsEffect(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ChangeEffect {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const changed = keys.filter((key) => before.get(key) !== after.get(key)).sort();
  if (changed.length === 0) return { kind: 'nothing' };
  const updates = changed.map((key) => dynamicUpdate(key, before, after));
  const restartKeys = changed.filter((_, index) => updates[index] === undefined);
  return restartKeys.length > 0
    ? { kind: 'broker-restart', keys: restartKeys }
    : { kind: 'dynamic-update', updates: updates.filter((update) => update !== undefined) };
}

/** Kafka takes each of them alone, and only as long as it fits the others, which change with it. */
const CHANGE_TOGETHER = new Set([
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
]);

/** Kafka lets a running pool grow to double its size, or shrink to half, and no further. */
const THREAD_POOLS = new Set([
  'background.threads',
  'log.cleaner.threads',
  'num.io.threads',
  'num.network.threads',
  'num.recovery.threads.per.data.dir',
  'num.replica.fetchers',
]);

/** Undefined where a running broker can't take the value: then only a restart brings it in. */
function dynamicUpdate(
  key: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): DynamicUpdate | undefined {
  const base = baseKey(key);
  const known = base === undefined ? undefined : knownBrokerSetting(undefined, base);
  if (!known || known.updateMode === 'read-only' || CHANGE_TOGETHER.has(known.key)) {
    return undefined;
  }
  // A listener without a value of its own goes by that of all.
  const valueIn = (file: ReadonlyMap<string, string>) =>
    file.get(key) ?? file.get(known.key) ?? known.default;
  const value = valueIn(after);
  if (value === null) return undefined;
  const isPool = THREAD_POOLS.has(known.key);
  if (isPool && !withinDouble(Number(valueIn(before)), Number(value))) return undefined;
  return { key, value, scope: known.updateMode };
}

/** The key that says all about this one; undefined where it is for one listener and read at the start. */
function baseKey(key: string): string | undefined {
  const prefixed = parsePrefixedKey(key);
  if (prefixed === undefined) return key;
  return listenerSetting(prefixed.key)?.key;
}

/** Kafka halves whole numbers: 1 may become 2, and 3 may become 1. */
function withinDouble(current: number, value: number): boolean {
  return value >= Math.floor(current / 2) && value <= current * 2;
}
