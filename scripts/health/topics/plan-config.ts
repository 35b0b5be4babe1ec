import type { KafkaVersion } from '../../../cluster/kafka-releases';
import { knownTopicSetting } from '../../../cluster/settings/known-topic-settings';
import type { SettingType } from '../../../cluster/settings/setting-type';
import { isThrottleKey } from '../../../cluster/topics/reserved-topic-settings';
import type { ResolvedTopic } from '../../../cluster/topics/resolve-topics';
import type { FoundTopic } from './found-topics';
import type { StepOfTopic } from './topic-steps';

/**
 * What it takes until a topic sets for itself what the spec says, and nothing else. What moves of
 * replicas set is theirs.
 */
export function planConfig(
  version: KafkaVersion,
  { name, config }: ResolvedTopic,
  { settings }: FoundTopic,
): readonly StepOfTopic[] {
  const ofTopic = { version, policy: policyOf(config, settings) };
  const set = Object.entries(config).flatMap(([key, to]): readonly StepOfTopic[] => {
    const setting = settings.get(key);
    const from = setting?.value ?? 'unset';
    if (setting?.isOwn && isSame(version, key, [from, to])) return [];
    return [{ kind: 'set', topic: name, ...{ key, from, to }, ...loss(key, [from, to], ofTopic) }];
  });
  const reset = [...settings].flatMap(([key, { isOwn, value, otherwise }]) => {
    if (!isOwn || key in config || isThrottleKey(key)) return [];
    const step = { kind: 'reset', topic: name, key, from: value, to: otherwise } as const;
    return [{ ...step, ...loss(key, [value, otherwise], ofTopic) }];
  });
  return [...set, ...reset];
}

type Sides = readonly [from: string, to: string];

function isSame(version: KafkaVersion, key: string, [one, other]: Sides): boolean {
  if (one === other) return true;
  const type = knownTopicSetting(version, key)?.type;
  if (type === 'list') return listItems(one).sort().join() === listItems(other).sort().join();
  if (type !== undefined && NUMERIC.has(type)) return Number(one) === Number(other);
  return one.toLowerCase() === other.toLowerCase();
}

const NUMERIC: ReadonlySet<SettingType> = new Set(['double', 'int', 'long', 'short']);

function listItems(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

/** How the topic gets rid of records when all is done. */
function policyOf(config: ResolvedTopic['config'], settings: FoundTopic['settings']): string {
  const found = settings.get('cleanup.policy');
  return config['cleanup.policy'] ?? found?.otherwise ?? 'delete';
}

/** Whether a change deletes records that otherwise would have stayed, and which. */
function loss(
  key: string,
  [from, to]: Sides,
  { version, policy }: { readonly version: KafkaVersion; readonly policy: string },
): { readonly loses?: string } {
  if (isSame(version, key, [from, to])) return {};
  if (key === 'cleanup.policy') {
    const before = listItems(from);
    const added = listItems(to).filter((way) => !before.includes(way));
    return added.length > 0 ? { loses: added.map((way) => LOST_BY[way]).join(' and ') } : {};
  }
  const rule = LIMITS[key];
  if (!rule || !listItems(policy).includes(rule.policy) || limitOf(to) >= limitOf(from)) return {};
  return { loses: rule.loses };
}

const LOST_BY: Readonly<Record<string, string>> = {
  compact: 'all but the newest record of each key',
  delete: 'the records past its retention',
};

/** Settings of which a smaller number deletes more; -1 keeps for ever. */
const LIMITS: Readonly<Record<string, { readonly policy: string; readonly loses: string }>> = {
  'retention.ms': { policy: 'delete', loses: 'the records that are older' },
  'retention.bytes': { policy: 'delete', loses: 'the oldest records of full partitions' },
  'delete.retention.ms': { policy: 'compact', loses: 'the older marks of deleted keys' },
};

function limitOf(text: string): number {
  const limit = Number(text);
  return limit < 0 || Number.isNaN(limit) ? Infinity : limit;
}
