import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endSessionsProgram, type HostProcess } from '../processes/host-process';
import type { Host, Topology } from '../topology';
import { packageFolder } from '../package-folder';
import { filledIn, hostFile, type HostFile } from './host-file';
import { metricsDoorFiles } from './metrics-door-files';
import {
  exporterConfig,
  exporterView,
  jvmView,
  log4jView,
  logrotateServiceView,
  logrotateView,
  ROTATE_EVERY_MINUTES,
  serviceView,
  type ProcessThere,
} from './process-views';
import { SETTINGS_FILES } from './settings-files';

/** The files of a process: those of its settings, then what each has, as its row says. */
export function processFiles(
  topology: Topology,
  host: Host,
  process: HostProcess,
): readonly HostFile[] {
  const whose = `${process.row.member} ${process.id} of ${topology.spec.clusterName}`;
  const there = { topology, host, process, whose };
  return [
    ...SETTINGS_FILES[process.name](there),
    ...javaFiles(there),
    ...(process.row.leavesSession ? [endSessionsFile(host)] : []),
    ...metricsDoorFiles(there),
    ...unitFiles(there),
  ];
}

/** Of the JVM, of what it logs and of what it measures. */
function javaFiles(there: ProcessThere): readonly HostFile[] {
  const { process, whose } = there;
  const { name, row, paths } = process;
  const onChange = `${row.role}-restart` as const;
  const logFiles = row.logs.names.length === 1 ? 'Log file' : 'Log files';
  return [
    filledIn({
      template: `${name}-jvm.args`,
      path: `${paths.config}/jvm.args`,
      onChange,
      view: { about: `Arguments of java for ${whose}.`, ...jvmView(there) },
    }),
    filledIn({
      template: `${name}-log4j.properties`,
      path: `${paths.config}/log4j.properties`,
      onChange,
      view: { about: `${logFiles} of ${whose}.`, ...log4jView(there) },
    }),
    filledIn({
      template: row.exporter.template,
      path: exporterConfig(process),
      // The exporter looks at the file's time before each scrape.
      onChange: 'nothing',
      view: { about: `Metrics of ${whose}.`, ...exporterView(process) },
    }),
    filledIn({
      template: 'logrotate.conf',
      path: `${paths.config}/logrotate.conf`,
      onChange: 'nothing',
      view: { about: `Where the closed log files of ${whose} go.`, ...logrotateView(process) },
    }),
  ];
}

/** Its unit, and the one that archives its log files. */
function unitFiles(there: ProcessThere): readonly HostFile[] {
  const { topology, host, process, whose } = there;
  const { name, row, id, unit } = process;
  const { systemd } = host.paths;
  return [
    filledIn({
      template: `${name}.service`,
      path: `${systemd}/${unit}`,
      onChange: `${row.role}-restart`,
      view: {
        about: `${row.unit.description} ${id} of ${topology.spec.clusterName}`,
        ...serviceView(there),
      },
    }),
    filledIn({
      template: 'logrotate.service',
      path: `${systemd}/${name}-logrotate.service`,
      onChange: 'reload-systemd',
      view: { about: `Archives the log files of ${whose}`, ...logrotateServiceView(process) },
    }),
    filledIn({
      template: 'logrotate.timer',
      path: `${systemd}/${name}-logrotate.timer`,
      onChange: 'restart-timer',
      view: {
        about: `When the log files of ${whose} are archived`,
        minutes: ROTATE_EVERY_MINUTES,
      },
    }),
  ];
}

/** A program that is done with its work within seconds; the next end of the process runs the newer one. */
function endSessionsFile(host: Host): HostFile {
  return hostFile({
    path: endSessionsProgram(host),
    mode: 0o755,
    content: readFileSync(join(packageFolder(), 'templates/host/end-sessions.py'), 'utf8'),
    onChange: 'nothing',
  });
}
