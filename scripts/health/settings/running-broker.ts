import { ConfigSources } from '@platformatic/kafka';
import type { Settings } from '../../../cluster/changes/changed-settings';
import { sameSetting, type EffectiveSetting } from './effective-setting';

/** A value that stands in ZooKeeper, above the file of a broker. */
export interface Override {
  readonly key: string;
  /** Undefined where the broker does not show it: a secret. */
  readonly value: string | undefined;
  /** Whether it is for all brokers; one of its own stands above that. */
  readonly forAll: boolean;
}

/** What Kafka adds to what it has read: the id by its other name. */
const ADDED_BY_KAFKA = new Set(['node.id', 'broker.id']);

/** What a broker runs with, by its own word. */
export interface RunningBroker {
  /**
   * What its file said when it started, by key; where that is what the spec renders, in the spec's own
   * spelling.
   */
  readonly atStart: Settings;
  readonly overrides: readonly Override[];
  /** What holds now, by key; secrets are missing. */
  readonly current: Settings;
  /** Keys of its file that it does not show. Whether they are as rendered, nobody can tell. */
  readonly hidden: readonly string[];
  /** Whether two values of this key are the same to Kafka. */
  readonly isSame: (key: string, one: string | undefined, other: string | undefined) => boolean;
}

/**
 * Reads DescribeConfigs with synonyms: a broker tells for each key what its file said when it was
 * started, and what stands above that in ZooKeeper.
 *
 * @param rendered what its file should say
 */
export function runningBroker(
  rendered: Settings,
  effective: readonly EffectiveSetting[],
): RunningBroker {
  const shown = new Map(effective.map((setting) => [setting.name, setting]));
  const isSame: RunningBroker['isSame'] = (key, one, other) => {
    if (one === undefined || other === undefined) return one === other;
    const setting = shown.get(key);
    return setting ? sameSetting(setting, one, other) : one.trim() === other.trim();
  };
  const hidden = [...rendered.keys()].filter((key) => shown.get(key)?.isSensitive ?? true);
  const atStart = new Map<string, string>();
  for (const { name, synonyms, isSensitive } of effective) {
    const inFile = valueOf(name, synonyms, ConfigSources.STATIC_BROKER_CONFIG);
    const wanted = rendered.get(name);
    if (inFile === undefined) continue;
    if (wanted === undefined && ADDED_BY_KAFKA.has(name)) continue;
    if (wanted !== undefined && (isSensitive || isSame(name, inFile ?? undefined, wanted))) {
      atStart.set(name, wanted);
    } else atStart.set(name, inFile ?? '');
  }
  for (const key of hidden) atStart.set(key, rendered.get(key)!);
  return {
    atStart,
    overrides: effective.flatMap(overridesOf),
    current: currentOf(effective),
    hidden,
    isSame,
  };
}

function currentOf(effective: readonly EffectiveSetting[]): Settings {
  return new Map(effective.flatMap(({ name, value }) => (value == null ? [] : [[name, value]])));
}

const LEVELS = [
  { source: ConfigSources.DYNAMIC_BROKER_CONFIG, forAll: false },
  { source: ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG, forAll: true },
] as const;

function overridesOf({ name, synonyms }: EffectiveSetting): readonly Override[] {
  return LEVELS.flatMap(({ source, forAll }) => {
    const value = valueOf(name, synonyms, source);
    return value === undefined ? [] : [{ key: name, value: value ?? undefined, forAll }];
  });
}

/** Undefined where there is none; null where it is not shown. Synonyms are of other keys as well. */
function valueOf(
  key: string,
  synonyms: EffectiveSetting['synonyms'],
  source: number,
): string | null | undefined {
  const found = synonyms.find((synonym) => synonym.name === key && synonym.source === source);
  return found && (found.value ?? null);
}
