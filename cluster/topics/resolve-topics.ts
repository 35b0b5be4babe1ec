import { settingText, type SettingValue } from '../settings/setting-lines';
import type { ResolvedRetention, RetentionSpec, TopicDefaultsSpec } from './topic-defaults';
import type { TopicSpec } from './topic-spec';

/** A topic in which nothing is left open. */
export interface ResolvedTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly minInsyncReplicas: number;
  readonly retention: ResolvedRetention;
  /** What the topic sets for itself, as Kafka spells it; all else it takes from the brokers. */
  readonly config: Readonly<Record<string, string>>;
}

/** What a topic takes where it says nothing. */
export interface TopicSurroundings {
  readonly retention: ResolvedRetention;
  readonly topicDefaults: Required<TopicDefaultsSpec>;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Fills in what a topic leaves open. */
export function resolveTopic(topic: TopicSpec, around: TopicSurroundings): ResolvedTopic {
  const { topicDefaults } = around;
  const replicationFactor = topic.replicationFactor ?? topicDefaults.replicationFactor;
  const minInsyncReplicas =
    topic.minInsyncReplicas ?? usualMinimum(replicationFactor, topicDefaults.minInsyncReplicas);
  return {
    name: topic.name,
    partitions: topic.partitions ?? topicDefaults.partitions,
    ...{ replicationFactor, minInsyncReplicas },
    retention: {
      hours: topic.retention?.hours ?? around.retention.hours,
      bytesPerPartition: topic.retention?.bytesPerPartition ?? around.retention.bytesPerPartition,
    },
    config: sorted({
      ...retentionConfig(topic.retention, around.retention),
      ...(setsMinimum(topic, minInsyncReplicas, around) && {
        'min.insync.replicas': minInsyncReplicas,
      }),
      ...topic.config,
    }),
  };
}

/** A broker can restart without refusing writes, where there is more than one replica. */
function usualMinimum(replicationFactor: number, ofCluster: number): number {
  return Math.min(ofCluster, Math.max(1, replicationFactor - 1));
}

function setsMinimum(topic: TopicSpec, minimum: number, { topicDefaults }: TopicSurroundings) {
  return topic.minInsyncReplicas !== undefined || minimum !== topicDefaults.minInsyncReplicas;
}

/** What is given is set, also where it is the cluster's: that may change one day. */
function retentionConfig(
  { hours, bytesPerPartition }: RetentionSpec = {},
  ofCluster: ResolvedRetention,
): Readonly<Record<string, number>> {
  // Only whole segments are deleted: one that stays open for a day keeps its first hour as long.
  const rollsSooner = hours !== undefined && hours < Math.min(DAY_HOURS, ofCluster.hours);
  return {
    ...(hours !== undefined && { 'retention.ms': Math.round(hours * HOUR_MS) }),
    ...(rollsSooner && { 'segment.ms': Math.round(hours * HOUR_MS) }),
    ...(bytesPerPartition !== undefined && { 'retention.bytes': bytesPerPartition }),
  };
}

function sorted(config: object): Readonly<Record<string, string>> {
  const given = Object.entries(config) as readonly (readonly [string, SettingValue | undefined])[];
  return Object.fromEntries(
    given
      .flatMap(([key, value]) => (value === undefined ? [] : [[key, settingText(value)] as const]))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
