/** log4j's levels, from all lines to none. */
export const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'OFF'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Levels by the names of loggers; `root` is the level of all that have none. */
export type LogLevels = Readonly<Record<string, LogLevel>>;
