import type { Metric } from './metric';

const SECONDS = { type: 'gauge', unit: 'seconds' } as const;

/** Of what lies on a broker's disks. Sizes by topic are asked of Kafka: by partition they would be thousands. */
export const LOG_METRICS = [
  {
    name: 'kafka_log_logmanager_logdirectoryoffline',
    type: 'gauge',
    meaning: 'Whether the disk of the folder has failed; 0 is good',
    bean: 'kafka.log:type=LogManager,name=LogDirectoryOffline,logDirectory="{directory}"',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logflushstats_logflush_total',
    type: 'counter',
    meaning: 'Times that a log was written through to its disk',
    onlyWhen: 'from the first time',
    bean: 'kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs',
    attribute: 'Count',
  },
  {
    name: 'kafka_log_logflushstats_logflushtime_seconds',
    ...SECONDS,
    meaning: 'How long that took; when it grows, the disk is slow',
    onlyWhen: 'from the first time',
    bean: 'kafka.log:type=LogFlushStats,name=LogFlushRateAndTimeMs',
    attribute: '{quantile:50|99|999}thPercentile',
    factor: 0.001,
  },
  {
    name: 'kafka_log_logcleaner_deadthreadcount',
    type: 'gauge',
    meaning:
      'Threads that compacted topics and have ended; the offsets of groups grow without end then; 0 is good',
    bean: 'kafka.log:type=LogCleaner,name=DeadThreadCount',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logcleaner_maxcleantime_seconds',
    ...SECONDS,
    meaning: 'How long the last compaction took, in the slowest thread',
    bean: 'kafka.log:type=LogCleaner,name=max-clean-time-secs',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logcleaner_maxcompactiondelay_seconds',
    ...SECONDS,
    meaning: 'How long a record has waited to be compacted for longer than its topic allows',
    bean: 'kafka.log:type=LogCleaner,name=max-compaction-delay-secs',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logcleanermanager_uncleanablepartitions',
    type: 'gauge',
    meaning: 'Partitions that can not be compacted any more: a record is damaged; 0 is good',
    bean: 'kafka.log:type=LogCleanerManager,name=uncleanable-partitions-count,logDirectory="{directory}"',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logcleanermanager_uncleanable_bytes',
    type: 'gauge',
    meaning: 'What can not be compacted of them',
    unit: 'bytes',
    bean: 'kafka.log:type=LogCleanerManager,name=uncleanable-bytes,logDirectory="{directory}"',
    attribute: 'Value',
  },
  {
    name: 'kafka_log_logcleanermanager_timesincelastrun_seconds',
    ...SECONDS,
    meaning: 'How long ago the compaction last looked for work',
    bean: 'kafka.log:type=LogCleanerManager,name=time-since-last-run-ms',
    attribute: 'Value',
    factor: 0.001,
  },
] as const satisfies readonly Metric[];
