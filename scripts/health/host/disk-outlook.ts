import type { Topology } from '../../../cluster/topology';
import type { DiskUsage, TopicWrites } from './disk-usage';

/** What becomes of a disk if it is written to as in the last hour. */
export interface DiskOutlook {
  /** All that is written to it. @default - nobody could tell */
  readonly bytesPerSecond: number | undefined;
  /** Until it is full; undefined where it levels off before, or nobody could tell. */
  readonly secondsLeft: number | undefined;
  /** The share of it that will be used once retention deletes as much as is written. */
  readonly levelsOffAt: number | undefined;
}

/** How much of a topic stays on a disk. */
export interface Kept {
  readonly seconds: number;
  /** Of each partition. */
  readonly bytes: number;
}

/** By the topic's name. */
export type KeptOf = (topic: string) => Kept;

export function outlookOf(
  { usedBytes, sizeBytes, writes }: DiskUsage,
  keptOf: KeptOf,
): DiskOutlook {
  const bytesPerSecond = writes?.reduce((sum, topic) => sum + topic.bytesPerSecond, 0);
  if (!writes || !bytesPerSecond)
    return { bytesPerSecond, secondsLeft: undefined, levelsOffAt: undefined };
  const kept = writes.reduce((sum, topic) => sum + keptBytes(topic, keptOf(topic.topic)), 0);
  return kept > sizeBytes
    ? {
        ...{ bytesPerSecond, levelsOffAt: undefined },
        secondsLeft: Math.max(0, sizeBytes - usedBytes) / bytesPerSecond,
      }
    : {
        ...{ bytesPerSecond, secondsLeft: undefined },
        levelsOffAt: Math.max(usedBytes, kept) / sizeBytes,
      };
}

function keptBytes({ bytesPerSecond, partitions }: TopicWrites, { seconds, bytes }: Kept): number {
  return Math.min(bytesPerSecond * seconds, bytes * partitions);
}

/** What is known of the settings of a topic, by key. */
type KeptSettings = ReadonlyMap<string, { readonly value: string }>;

/** A segment is deleted as a whole, when its last record is old enough. */
const LONGEST_SEGMENT_HOURS = 24;
const SEGMENT_BYTES = 2 ** 30;

/**
 * How much stays of each topic: by what the cluster says of it, else by the spec. What is compacted alone does
 * not grow by being written to for longer.
 *
 * @param found settings of topics, as far as they are known
 */
export function keptBy(
  { spec }: Topology,
  found: ReadonlyMap<string, KeptSettings> = new Map(),
): KeptOf {
  return (topic) => {
    const settings = found.get(topic);
    const declared = spec.topics.find(({ name }) => name === topic);
    const policy = settings?.get('cleanup.policy')?.value ?? declared?.config['cleanup.policy'];
    if (policy === 'compact') return { seconds: 0, bytes: 0 };
    const { hours, bytesPerPartition } = declared?.retention ?? spec.retention;
    const ms = limitOf(settings?.get('retention.ms')?.value) ?? hours * 3_600_000;
    const bytes = limitOf(settings?.get('retention.bytes')?.value) ?? bytesPerPartition ?? Infinity;
    return { seconds: keptSeconds(ms / 3_600_000), bytes: bytes + SEGMENT_BYTES };
  };
}

function keptSeconds(hours: number): number {
  return (hours + Math.min(LONGEST_SEGMENT_HOURS, hours)) * 3_600;
}

/** -1 keeps for ever. */
function limitOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  return Number(text) < 0 ? Infinity : Number(text);
}
