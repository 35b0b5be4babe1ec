import { numberOfSetting } from '../settings/setting-of-spec';
import { partitionGroups } from '../replicas';
import type { ResolvedSpec } from '../resolve-spec';
import type { ResolvedRetention } from '../topics/topic-defaults';

const DAY_HOURS = 24;
const HOUR_SECONDS = 3600;
const GIB = 2 ** 30;

/** Bytes of records a second as they travel and lie on disk, compressed by their producers. */
export function storedBytesPerSecond({ workload }: ResolvedSpec): number {
  return workload.ingestBytesPerSecond / workload.compressionRatio;
}

/**
 * Index entries: 8 bytes in the offset index and 12 in the time index for each 4 KiB of records
 * (log.index.interval.bytes). Kafka reserves more for a segment that is open, but sparsely.
 */
function indexShare({ brokerSettings }: ResolvedSpec): number {
  return 20 / Math.max(1, numberOfSetting(brokerSettings, 'log.index.interval.bytes', 4096));
}

/** A segment past its time goes at the next check (5 minutes), its files a minute later. */
function deletionLagSeconds({ brokerSettings }: ResolvedSpec): number {
  const untilCheck = numberOfSetting(brokerSettings, 'log.retention.check.interval.ms', 300_000);
  const untilGone = numberOfSetting(brokerSettings, 'log.segment.delete.delay.ms', 60_000);
  return (untilCheck + untilGone) / 1000;
}

/**
 * The most that one replica of a partition takes on its disk, in bytes; on average over the replicas,
 * where topics are kept for longer or shorter. All partitions are taken to be equally busy.
 */
export function bytesPerReplica(spec: ResolvedSpec): number {
  const groups = partitionGroups(spec).map(({ partitions, replicationFactor, retention }) => ({
    replicas: partitions * replicationFactor,
    bytes: bytesOfReplica(spec, retention),
  }));
  const replicas = groups.reduce((sum, group) => sum + group.replicas, 0);
  return groups.reduce((sum, group) => sum + (group.bytes * group.replicas) / replicas, 0);
}

function bytesOfReplica(spec: ResolvedSpec, retention: ResolvedRetention): number {
  const { workload } = spec;
  const bytesPerSecond = storedBytesPerSecond(spec) / workload.partitions;
  const kept = bytesPerSecond * busiestHours(retention.hours, workload.peakFactor) * HOUR_SECONDS;
  const bound = retention.bytesPerPartition ?? Infinity;
  const awaitingDeletion = bytesPerSecond * workload.peakFactor * deletionLagSeconds(spec);
  const segment = lastSegment(spec, retention, bytesPerSecond);
  return (Math.min(kept, bound) + segment + awaitingDeletion) * (1 + indexShare(spec));
}

/** For how many hours records stay, at average ingest: less than asked where bytes bound them. */
export function keptHours(spec: ResolvedSpec): number {
  const { hours, bytesPerPartition = Infinity } = spec.retention;
  const bytesPerHour = (storedBytesPerSecond(spec) / spec.workload.partitions) * HOUR_SECONDS;
  return Math.min(hours, bytesPerPartition / bytesPerHour);
}

/**
 * A window of this length at its busiest, in hours of average ingest. Ingest is an average over a
 * day, so whole days hold just that; a part of a day may be all peak, but holds no more than a day.
 */
function busiestHours(hours: number, peakFactor: number): number {
  const partOfDay = hours % DAY_HOURS;
  return hours - partOfDay + Math.min(partOfDay * peakFactor, DAY_HOURS);
}

/**
 * Only whole segments are deleted, once their newest record is too old: up to one segment is kept
 * beyond its time. A quiet partition's never gets that large: it is closed after log.roll.ms.
 */
function lastSegment(
  { brokerSettings }: ResolvedSpec,
  retention: ResolvedRetention,
  bytesPerSecond: number,
): number {
  const segmentBytes = numberOfSetting(brokerSettings, 'log.segment.bytes', GIB);
  const rollMs = numberOfSetting(
    brokerSettings,
    'log.roll.ms',
    Math.min(DAY_HOURS, retention.hours) * HOUR_SECONDS * 1000,
  );
  const filled = (bytesPerSecond * rollMs) / 1000;
  return isPreallocated(brokerSettings) ? segmentBytes : Math.min(segmentBytes, filled);
}

/** Whether a segment takes its full size from the start. */
function isPreallocated({ 'log.preallocate': value }: ResolvedSpec['brokerSettings']): boolean {
  return String(value).trim().toLowerCase() === 'true';
}
