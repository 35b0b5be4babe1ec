import type { LogLevels } from './log-levels';
import type { TemplateViews } from './template-views';
import type { Host, HostPaths } from '../topology';
import { hostFolders, type HostFolder } from './host-folders';
import { ROTATE_EVERY_MINUTES, type LogLimits } from './log-limits';
import type { Logger } from './loggers';
import type { HostProcess } from './processes';

const DAY_MINUTES = 24 * 60;

/** The parts of the views that Kafka and ZooKeeper have in common. */
export interface ProcessPlace {
  readonly user: HostFolder['owner'];
  readonly config: string;
  readonly logs: string;
  readonly temporary: string;
  readonly limits: LogLimits;
  readonly loggers: readonly Logger[];
}

/** What the spec says of a process's JVM. */
export interface JvmChoice {
  readonly heapMiB: number;
  readonly flags: readonly string[];
}

export function jvmView(
  { config, logs, temporary }: ProcessPlace,
  { distribution }: HostPaths,
  { heapMiB, flags }: JvmChoice,
): Omit<TemplateViews['zookeeper-jvm.args'], 'about'> {
  return {
    classPath: `${distribution}/libs/*`,
    heapMiB,
    flags,
    // The JVM takes one collector, and its settings alone.
    usesG1: !flags.some((flag) => /^-XX:\+Use\w+GC$/.test(flag)),
    gcLog: `-Xlog:gc*:file="${logs}/gc.log":time,tags:filecount=10,filesize=10M`,
    crashLog: `-XX:ErrorFile=${logs}/jvm-crash.log`,
    temporary: `-Djava.io.tmpdir=${temporary}`,
    log4j: `-Dlog4j.configuration=file:${config}/log4j.properties`,
  };
}

export function log4jView(
  { logs, limits, loggers }: ProcessPlace,
  { root = 'INFO', ...levels }: LogLevels,
): Omit<TemplateViews['zookeeper-log4j.properties'], 'about'> {
  const names = [...new Set([...loggers.map(({ name }) => name), ...Object.keys(levels)])];
  return {
    rootLevel: root,
    rootFile: limits.names[0]!,
    loggers: names.map((name) => {
      const own = loggers.find((logger) => logger.name === name);
      const level = levels[name] ?? own!.level;
      const why = own?.why && level === own.level ? own.why : '';
      return { name, level, file: own?.file ?? '', why };
    }),
    fileMiB: limits.fileMiB,
    closedFiles: limits.closedFiles,
    rotateMinutes: ROTATE_EVERY_MINUTES,
    files: limits.names.map((name) => ({ name, file: `${logs}/${name}.log` })),
  };
}

export function serviceView(
  host: Host,
  { user, temporary, logs }: ProcessPlace,
  { command, environment }: HostProcess,
): Omit<TemplateViews['zookeeper.service'], 'about'> {
  const own = hostFolders(host).filter(({ owner }) => owner === user);
  return {
    user,
    command,
    environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    stateDirectories: [below('/var/lib', temporary)],
    logsDirectories: [below('/var/log', logs)],
    dataFolders: own.filter(({ onDataDisk }) => onDataDisk).map(({ path }) => path),
  };
}

export function logrotateView({
  logs,
  limits,
}: ProcessPlace): Omit<TemplateViews['logrotate.conf'], 'about'> {
  return {
    closedLogs: limits.names.map((name) => `${logs}/${name}.log.[1-9]*`),
    archive: `${logs}/archive`,
    archiveMiB: limits.archiveMiB,
    archiveMinutes: limits.archiveDays * DAY_MINUTES,
  };
}

export function logrotateServiceView({
  user,
  config,
  logs,
}: ProcessPlace): Omit<TemplateViews['logrotate.service'], 'about'> {
  return {
    user,
    logs,
    command: [
      '/usr/sbin/logrotate',
      '--state',
      `${logs}/logrotate.state`,
      `${config}/logrotate.conf`,
    ],
  };
}

/** As systemd names it. In a local cluster, where nobody loads the units, the path stays as it is. */
function below(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
