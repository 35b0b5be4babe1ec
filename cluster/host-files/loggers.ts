import type { LogLevel } from './log-levels';

/** A logger whose level or file this package sets. */
export interface Logger {
  readonly name: string;
  readonly level: LogLevel;
  /** The log file that gets its lines in place of the process's first one, without `.log`. */
  readonly file?: string;
  /** The reason for the level; stands above it on the host. */
  readonly why?: string;
}

/** Kafka's, as its own distribution keeps them apart. */
export const KAFKA_LOGGERS: readonly Logger[] = [
  { name: 'kafka.controller', level: 'INFO', file: 'controller' },
  { name: 'state.change.logger', level: 'INFO', file: 'state-change' },
  { name: 'kafka.log.LogCleaner', level: 'INFO', file: 'log-cleaner' },
  {
    name: 'kafka.request.logger',
    level: 'WARN',
    why: 'A line for every request would drown the rest.',
  },
  { name: 'kafka.network.RequestChannel$', level: 'WARN' },
];

/** ZooKeeper's log is of one piece. */
export const ZOOKEEPER_LOGGERS: readonly Logger[] = [];
