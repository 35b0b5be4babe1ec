import { matcherFor } from '../../kinds/matcher-for';
import type { TypePattern } from '../../kinds/type-patterns';
import { isValues, textOf } from '../../../terraform-plan/values';
import type { Values } from '../../../terraform-plan/plan';
import { words } from '../../lists';

/** Topics of all providers: of Kafka itself, of who runs it as a service, and Strimzi's. */
export const TOPIC_TYPES: readonly TypePattern[] = words(`
  *kafka*_topic *redpanda*_topic conduktor_*_topic ibm_event_streams_topic vultr_database_topic
  aws_msk_topic azurerm_eventhub
`);

export const isTopicType = matcherFor({ types: TOPIC_TYPES });

/** What a topic is, in the words of Kafka's own settings, whatever its provider calls them. */
export interface TopicSettings {
  readonly name?: string;
  /** Also `partitions` and `replication.factor`, which are no settings to Kafka. */
  readonly settings: ReadonlyMap<string, string>;
}

export function topicSettings(values: Values | undefined): TopicSettings {
  const settings = new Map<string, string>();
  const name = ['topic_name', 'topic', 'name'].map((key) => textOf(values, key));
  for (const [attribute, value] of Object.entries(values ?? {})) {
    if (BLOCKS.has(attribute)) {
      for (const block of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        if (isValues(block)) addAll(settings, block, true);
      }
    } else add(settings, { attribute, value, isInside: false });
  }
  const known = name.find((each) => each !== undefined);
  return { settings, ...(known !== undefined && { name: known }) };
}

/** Where providers put the settings of a topic. */
const BLOCKS = new Set(
  words(`
  config configs configuration settings topic_config config_entries parameters
  retention_description
`),
);

function addAll(settings: Map<string, string>, block: Values, isInside: boolean): void {
  for (const [attribute, value] of Object.entries(block)) {
    add(settings, { attribute, value, isInside });
  }
}

interface Entry {
  readonly attribute: string;
  readonly value: unknown;
  /** Whether all that stands there is a setting. */
  readonly isInside: boolean;
}

function add(settings: Map<string, string>, { attribute, value, isInside }: Entry): void {
  if (!['string', 'number', 'boolean'].includes(typeof value)) return;
  const [own, factor] = ALIASES.get(attribute) ?? [attribute.replaceAll('_', '.'), 1];
  const isSetting = isInside || ALIASES.has(attribute) || TOPIC_DEFAULTS.has(own);
  if (!isSetting || String(value) === '') return;
  settings.set(own, factor === 1 ? spelled(own, value) : inUnits(value, factor));
}

/** Yandex writes CLEANUP_POLICY_COMPACT_AND_DELETE, others a switch. */
function spelled(key: string, value: unknown): string {
  const text = String(value);
  if (key !== 'cleanup.policy') return text;
  if (typeof value === 'boolean') return value ? 'compact' : 'delete';
  return text
    .toLowerCase()
    .replace(/^cleanup_policy_/, '')
    .replace('_and_', ',');
}

function inUnits(value: unknown, factor: number): string {
  const number = Number(value);
  return number < 0 ? '-1' : String(number * factor);
}

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** An attribute that goes by another name than Kafka's, and what one of its units is in Kafka's. */
type Alias = readonly [key: string, factor: number];

const sameAs = (key: string, ...attributes: readonly string[]) =>
  attributes.map((attribute): readonly [string, Alias] => [attribute, [key, 1]]);

const ALIASES: ReadonlyMap<string, Alias> = new Map([
  ...sameAs('partitions', 'partitions', 'partitions_count', 'partition_count'),
  ...sameAs('partitions', 'partition_num', 'num_partitions'),
  ...sameAs('replication.factor', 'replication', 'replication_factor', 'replicas', 'replica_num'),
  ...sameAs('retention.ms', 'retention', 'retention_time'),
  ...sameAs('retention.bytes', 'retention_size'),
  ...sameAs('max.message.bytes', 'max_message_size'),
  ...sameAs('cleanup.policy', 'compact_topic'),
  ['aging_time', ['retention.ms', HOUR]],
  ['retention_hours', ['retention.ms', HOUR]],
  ['retention_time_in_hours', ['retention.ms', HOUR]],
  ['message_retention', ['retention.ms', DAY]],
  ['message_retention_in_days', ['retention.ms', DAY]],
]);

/** Where providers put all that is read of a topic. */
export const TOPIC_ATTRIBUTES: readonly string[] = [...BLOCKS, ...ALIASES.keys()];

/**
 * Kafka's defaults of the settings of topics that rules judge. What a topic doesn't set it takes from
 * its brokers: where the plan doesn't tell those, their defaults are the best guess.
 *
 * @see https://kafka.apache.org/39/documentation.html#topicconfigs
 */
export const TOPIC_DEFAULTS: ReadonlyMap<string, string | undefined> = new Map([
  ['cleanup.policy', 'delete'],
  ['delete.retention.ms', '86400000'],
  ['local.retention.bytes', '-2'],
  ['local.retention.ms', '-2'],
  ['max.message.bytes', '1048588'],
  ['min.insync.replicas', '1'],
  ['remote.storage.enable', 'false'],
  ['retention.bytes', '-1'],
  ['retention.ms', '604800000'],
  ['unclean.leader.election.enable', 'false'],
]);

/** Settings of a topic that neither delete nor refuse anything, however they change. */
export const HARMLESS_TOPIC_SETTINGS: ReadonlySet<string> = new Set(
  words(`
  compression.type compression.gzip.level compression.lz4.level compression.zstd.level
  file.delete.delay.ms flush.messages flush.ms index.interval.bytes min.cleanable.dirty.ratio
  preallocate segment.bytes segment.index.bytes segment.jitter.ms segment.ms
`),
);
