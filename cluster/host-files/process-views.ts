import { processesOf, sessionLog, type HostProcess } from '../processes/host-process';
import { exporterRules, objectNames, unreadPattern } from '../metrics/exporter-rules';
import { METRICS } from '../metrics/metrics';
import { identityFiles } from '../identities/identity-files';
import { openPorts } from '../security';
import type { Host, Topology } from '../topology';
import { hostFolders } from './host-folders';
import type { TemplateViews } from './template-views';

/** A process on its host. */
export interface ProcessThere {
  readonly topology: Topology;
  readonly host: Host;
  readonly process: HostProcess;
  /** Whose a file is, as it says so itself. */
  readonly whose: string;
}

/** What a template is given besides what the header says. */
type View<T extends keyof TemplateViews> = Omit<TemplateViews[T], 'about'>;

/** logrotate comes so often. */
export const ROTATE_EVERY_MINUTES = 5;
const DAY_MINUTES = 24 * 60;

export function jvmView(there: ProcessThere): View<'kafka-jvm.args'> {
  const { topology, host, process } = there;
  const { row, paths } = process;
  const flags = topology.spec.jvm.flags[row.role];
  return {
    classPath: `${host.paths.distribution}/libs/*`,
    heapMiB: host[row.role]!.heapMiB,
    flags,
    siteFlags: topology.differences?.jvmFlags ?? [],
    // The JVM takes one collector, and its settings alone.
    usesG1: !flags.some((flag) => /^-XX:\+Use\w+GC$/.test(flag)),
    gcLog: `-Xlog:gc*:file="${paths.logs}/gc.log":time,tags:filecount=10,filesize=10M`,
    crashLog: `-XX:ErrorFile=${paths.logs}/jvm-crash.log`,
    temporary: `-Djava.io.tmpdir=${paths.temporary}`,
    log4j: `-Dlog4j.configuration=file:${paths.config}/log4j.properties`,
    asksZookeeper: row.leavesSession,
    readsPem: row.role === 'broker' && openPorts(topology.spec.security).includes('tls'),
    exporter: exporterAgent(there),
  };
}

export function exporterConfig({ paths, row }: HostProcess): string {
  return `${paths.config}/${row.exporter.template}`;
}

export function exporterView(process: HostProcess): View<'jmx-exporter.yml'> {
  const { metrics, countedTwice } = METRICS[process.name];
  return {
    read: objectNames(metrics),
    excluded: countedTwice,
    unread: unreadPattern(metrics),
    rules: exporterRules(metrics),
  };
}

function exporterAgent({ topology, host, process }: ProcessThere): string {
  const { exporter } = process.row;
  const version = topology.spec.release.jmxExporter;
  const jar = `${host.paths.distribution}/libs/jmx_prometheus_javaagent-${version}.jar`;
  const port = host.ports[exporter.port];
  return `-javaagent:${jar}=${metricsAddress(topology, host)}:${port}:${exporterConfig(process)}`;
}

/** The exporter asks nobody who comes: in a secured cluster it is for the host itself, and others come by its door. */
function metricsAddress({ spec }: Topology, { bindAddress }: Host): string {
  const isOpen = spec.security.kind === 'plaintext' || bindAddress !== EVERY_ADDRESS;
  return isOpen ? bindAddress : '127.0.0.1';
}

const EVERY_ADDRESS = '0.0.0.0';

export function log4jView({ topology, process }: ProcessThere): View<'kafka-log4j.properties'> {
  const { paths, row } = process;
  const { logs: limits, loggers, role } = row;
  const { root = 'INFO', ...levels } = topology.spec.logLevels[role];
  const names = [...new Set([...loggers.map(({ name }) => name), ...Object.keys(levels)])];
  return {
    rootLevel: root,
    rootFile: limits.names[0]!,
    loggers: names.map((name) => {
      const own = loggers.find((logger) => logger.name === name);
      const level = levels[name] ?? own!.level;
      const why = own?.why && level === own.level ? own.why : '';
      return { name, level, file: own?.file ?? '', alsoTo: own?.alsoTo ?? '', why };
    }),
    fileMiB: limits.fileMiB,
    closedFiles: limits.closedFiles,
    rotateMinutes: ROTATE_EVERY_MINUTES,
    files: limits.names.map((name) => ({ name, file: `${paths.logs}/${name}.log` })),
    sessionLog: sessionLog(paths),
  };
}

export function serviceView({ topology, host, process }: ProcessThere): View<'kafka.service'> {
  const { name, row, paths, command, afterEnd = [], environment } = process;
  const own = hostFolders(host).filter(({ owner }) => owner === name);
  const earlier = processesOf(topology, host).filter((other) =>
    row.unit.startsAfter?.includes(other.name),
  );
  return {
    ...{ whyDisks: '', stopSeconds: 0, whyStop: '', whyFiles: '' },
    ...row.unit,
    user: name,
    command,
    afterEnd,
    environment: Object.entries(environment).map(([variable, value]) => `${variable}=${value}`),
    startsAfter: earlier.map(({ unit }) => unit),
    whyOrder: `The ${row.member} is stopped before the ${earlier.map((other) => other.row.member).join(' and the ')}, and started after it.`,
    stateDirectories: [below('/var/lib', paths.temporary)],
    runtimeDirectories: row.leavesSession ? [below('/run', paths.runtime)] : [],
    logsDirectories: [below('/var/log', paths.logs)],
    dataFolders: own.filter(({ onDataDisk }) => onDataDisk).map(({ path }) => path),
    identity: openPorts(topology.spec.security).includes('tls')
      ? identityFiles(paths).identity
      : '',
  };
}

export function logrotateView({ row, paths }: HostProcess): View<'logrotate.conf'> {
  const { names, archiveMiB, archiveDays } = row.logs;
  return {
    closedLogs: names.map((name) => `${paths.logs}/${name}.log.[1-9]*`),
    archive: `${paths.logs}/archive`,
    archiveMiB,
    archiveMinutes: archiveDays * DAY_MINUTES,
  };
}

export function logrotateServiceView({ name, paths }: HostProcess): View<'logrotate.service'> {
  const { logs, config } = paths;
  return {
    user: name,
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
