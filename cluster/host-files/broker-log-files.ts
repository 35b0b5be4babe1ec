import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerLogGroup, brokerLogPrefix } from '../processes/broker-logs';
import { packageFolder } from '../package-folder';
import { processesOf } from '../processes/host-process';
import type { Host, Topology } from '../topology';
import { filledIn, hostFile, type HostFile } from './host-file';

const NAME = 'cdktf-kafka-broker-logs';
/** Of the host's program: region and bucket stand there. */
const SETTINGS = '/etc/cdktf-kafka/host.conf';
/** Each time is a call for each log, or an object in the bucket. */
const EVERY_MINUTES = { cloudwatch: 1, s3: 5 } as const;

/** What brings the log files of a host's processes to where the spec says. */
export function brokerLogFiles(topology: Topology, host: Host): readonly HostFile[] {
  const { brokerLogs, clusterName } = topology.spec;
  if (!brokerLogs) return [];
  const { kind } = brokerLogs;
  const { systemd, programs, python } = host.paths;
  const program = `${programs}/${NAME}`;
  const whose = `the log files of ${host.name} of ${clusterName}`;
  const place =
    kind === 'cloudwatch'
      ? [brokerLogGroup(clusterName), host.name]
      : [`${brokerLogPrefix(clusterName)}/${host.name}`];
  const logs = processesOf(topology, host).flatMap(({ name, row, paths }) =>
    row.logs.names.map((log) => `${name}:${paths.logs}/${log}.log`),
  );
  return [
    hostFile({
      path: program,
      mode: 0o755,
      content: readFileSync(join(packageFolder(), 'templates/host/broker-logs.py'), 'utf8'),
      onChange: 'nothing',
    }),
    filledIn({
      template: 'broker-logs.service',
      path: `${systemd}/${NAME}.service`,
      onChange: 'reload-systemd',
      view: {
        about: `Brings ${whose} to ${kind === 's3' ? 'S3' : 'CloudWatch Logs'}`,
        command: [python, '-ISB', program, kind, ...place, SETTINGS, ...logs],
      },
    }),
    filledIn({
      template: 'broker-logs.timer',
      path: `${systemd}/${NAME}.timer`,
      onChange: 'restart-timer',
      view: { about: `When ${whose} are brought elsewhere`, minutes: EVERY_MINUTES[kind] },
    }),
  ];
}
