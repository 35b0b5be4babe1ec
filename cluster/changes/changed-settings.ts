import type { Role } from '../processes/processes';
import { parseProperties } from '../settings/java-properties';
import { knownBrokerSetting, type KnownBrokerSetting } from '../settings/known-broker-settings';
import { listenerSetting, parsePrefixedKey } from '../listeners/listener-settings';

/** A setting that differs between two texts of a file. */
export interface ChangedSetting {
  readonly key: string;
  /** Absent where the file doesn't set it: then the default holds. */
  readonly before?: string;
  readonly after?: string;
  /** Kafka's. */
  readonly default?: string;
  /**
   * How Kafka itself could take the new value, whatever brings the file to it. `dynamic`: while it
   * runs, were it given it. `rolling-restart`: it takes changes of this key while it runs, but not
   * this one. `read-only`: read at the start only. `unknown`: not a key of Kafka's.
   */
  readonly update: 'dynamic' | 'rolling-restart' | 'read-only' | 'unknown';
  /** Present where `update` is `dynamic`. */
  readonly dynamic?: DynamicUpdate;
}

/** What a running broker would be given. */
export interface DynamicUpdate {
  /**
   * For a key that has gone from the file it is what holds without it: Kafka's default, or for one
   * listener the value for all. Without a dynamic value, the running broker would fall back to what it
   * read from the file at its start.
   */
  readonly value: string;
  /** Whom Kafka lets it be set for: all brokers at once, or each by itself. */
  readonly scope: 'cluster-wide' | 'per-broker';
}

/** The settings that differ between two texts of server.properties or zoo.cfg, sorted by key. */
export function changedSettings(
  owner: Role,
  before: string,
  after: string,
): readonly ChangedSetting[] {
  return compareSettings(owner, readSettings(before), readSettings(after));
}

/** The same, where one side is not known by a text but by what a process says. */
export function compareSettings(
  owner: Role,
  old: Settings,
  now: Settings,
): readonly ChangedSetting[] {
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => old.get(key) !== now.get(key))
    .sort()
    .map((key) => {
      const [was, becomes] = [old.get(key), now.get(key)];
      return {
        key,
        ...(was !== undefined && { before: was }),
        ...(becomes !== undefined && { after: becomes }),
        ...(owner === 'broker' ? kafkasWord(key, now) : { update: 'read-only' }),
      };
    });
}

/** Kafka and ZooKeeper mind no blanks around a value. */
function readSettings(text: string): Settings {
  return new Map([...parseProperties(text)].map(([key, value]) => [key, value.trim()]));
}

/** Those for which a process must be restarted; all where Kafka could take each of them as it runs. */
export function decisive<T extends Pick<ChangedSetting, 'update'>>(
  settings: readonly T[],
): readonly T[] {
  const restarting = settings.filter(({ update }) => update !== 'dynamic');
  return restarting.length > 0 ? restarting : settings;
}

/** Values by key, as a file of settings spells them. */
export type Settings = ReadonlyMap<string, string>;

function kafkasWord(
  key: string,
  after: Settings,
): Pick<ChangedSetting, 'default' | 'update' | 'dynamic'> {
  const known = knownFor(key);
  if (!known) return { update: 'unknown' };
  const standard = typeof known.default === 'string' ? { default: known.default } : {};
  if (known.updateMode === 'read-only') return { ...standard, update: 'read-only' };
  const value = dynamicValue(key, known, after);
  if (value === undefined) return { ...standard, update: 'rolling-restart' };
  return { ...standard, update: 'dynamic', dynamic: { value, scope: known.updateMode } };
}

/** What says all about the key; undefined where it is for one listener and read at the start. */
function knownFor(key: string): KnownBrokerSetting | undefined {
  const prefixed = parsePrefixedKey(key);
  const base = prefixed === undefined ? key : listenerSetting(prefixed.key)?.key;
  return base === undefined ? undefined : knownBrokerSetting(undefined, base);
}

/** Kafka takes each of them alone, and only as long as it fits the others, which change with it. */
const CHANGE_TOGETHER = new Set([
  'listeners',
  'advertised.listeners',
  'listener.security.protocol.map',
]);

/**
 * A running broker takes values for them that it does not start with, such as a host name that nobody knows:
 * they come by a restart, behind a gate, so that the first broker shows it.
 */
const CHECKED_AT_START_ONLY = new Set(['max.connections.per.ip.overrides']);

/** What holds for a key by a file alone: its own value, that of all listeners, or Kafka's. */
export function valueByFile(key: string, file: Settings): string | undefined {
  const known = knownFor(key);
  return known ? (file.get(key) ?? file.get(known.key) ?? known.default ?? undefined) : undefined;
}

/** Undefined where a running broker can't take the value: then only a restart brings it in. */
function dynamicValue(key: string, known: KnownBrokerSetting, after: Settings): string | undefined {
  const isForStart = CHANGE_TOGETHER.has(known.key) || CHECKED_AT_START_ONLY.has(known.key);
  return isForStart ? undefined : valueByFile(key, after);
}
