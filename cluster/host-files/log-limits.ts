/** How a process's log files are bounded. */
export interface LogLimits {
  /** The files, without `.log`. */
  readonly names: readonly string[];
  /** log4j closes a file at this size … */
  readonly fileMiB: number;
  /** … and keeps at most so many closed ones of each name until logrotate takes them. */
  readonly closedFiles: number;
  /** logrotate keeps at most this much of them, compressed … */
  readonly archiveMiB: number;
  /** … and nothing older. */
  readonly archiveDays: number;
}

/** logrotate comes so often. */
export const ROTATE_EVERY_MINUTES = 5;

/**
 * 20 files of 10 MiB in five minutes: logrotate comes before log4j deletes one, up to 0.7 MB (about
 * 4,000 lines) a second in each of the four files, without end.
 * On the disk: 840 MiB live and closed, 1,024 MiB archived.
 */
export const KAFKA_LOG_LIMITS: LogLimits = {
  names: ['server', 'controller', 'state-change', 'log-cleaner'],
  fileMiB: 10,
  closedFiles: 20,
  archiveMiB: 1_024,
  archiveDays: 14,
};

/** As for Kafka, in one file. On the disk: 210 MiB live and closed, 256 MiB archived. */
export const ZOOKEEPER_LOG_LIMITS: LogLimits = {
  names: ['zookeeper'],
  fileMiB: 10,
  closedFiles: 20,
  archiveMiB: 256,
  archiveDays: 14,
};
