import { LOG_LEVELS } from '../processes/log-levels';
import { byRole, PROCESSES } from '../processes/processes';
import type { EnvironmentSpec, JvmFlags, LogLevelsSpec } from '../spec';
import { list, mapOf, oneOf, optional, record, text, type FieldChecks } from '../checks/checks';

const flags = list(
  text(
    /^-[\x21-\x7e][\x20-\x7e]*$/,
    "be one argument of java: it begins with '-', and has letters of ASCII alone",
    "Write it as on a command line, such as '-XX:G1HeapRegionSize=16M'; each by itself",
  ),
  'List arguments of java',
);

/** Arguments of java, by process. */
export const JVM_FLAGS = Object.fromEntries(
  PROCESSES.map(({ role }) => [`${role}Flags`, optional(flags)]),
) as unknown as FieldChecks<JvmFlags>;

const variables = mapOf(
  text(
    /^[A-Za-z_]\w{0,99}$/,
    'be the name of a variable: letters, digits and underscores',
    'Rename it',
  ),
  text(/^[\x20-\x7e]{0,4096}$/, 'be one line of ASCII letters', 'Give a string'),
  "Give names and values: { JAEGER_AGENT_HOST: 'localhost' }",
);

export const ENVIRONMENT = record<EnvironmentSpec>(
  byRole(() => optional(variables)),
  'Give { broker: { NAME: value } } or the same for zookeeper',
);

const levels = mapOf(
  text(
    /^[\w.$-]{1,200}$/,
    "be the name of a logger, or 'root'",
    "Name one such as 'kafka.request.logger'",
  ),
  oneOf(LOG_LEVELS, 'Give a level of log4j'),
  "Give loggers and levels: { 'kafka.request.logger': 'DEBUG' }",
);

export const LOG_LEVELS_OF_PROCESSES = record<LogLevelsSpec>(
  byRole(() => optional(levels)),
  "Give { broker: { 'kafka.request.logger': 'DEBUG' } } or the same for zookeeper",
);
