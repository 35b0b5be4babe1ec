import { portsInUse } from './ports';
import type { Host, Topology } from '../topology';
import type { ProcessPaths } from './process-paths';
import { PROCESSES, type Process, type ProcessName } from './processes';

/** A process of a host, started by systemd there and by the local supervisor here. */
export interface HostProcess {
  readonly name: ProcessName;
  /** Its row of the table. */
  readonly row: Process;
  /** Its id in its role: `broker.id` or `myid`. */
  readonly id: number;
  /** Its systemd unit. */
  readonly unit: string;
  /** The words of the unit's ExecStart. */
  readonly command: readonly string[];
  /** The words of ExecStopPost: run when the process is gone, before it is started again. */
  readonly afterEnd?: readonly string[];
  /** Its own variables, and those that the spec adds. */
  readonly environment: Readonly<Record<string, string>>;
  readonly paths: ProcessPaths;
  /** The log that it writes itself; the first of several. */
  readonly ownLog: string;
  /** Where it listens itself. */
  readonly ports: readonly number[];
}

/** The processes of a host, by its roles, in the order in which they start. */
export function processesOf(topology: Topology, host: Host): readonly HostProcess[] {
  return rowsOf(host)
    .map((row) => hostProcess(topology, host, row))
    .toReversed();
}

/** The rows of the processes that a host runs, as the table has them. */
export function rowsOf(host: Host): readonly Process[] {
  return PROCESSES.filter(({ role }) => host[role] !== undefined);
}

function hostProcess({ spec }: Topology, host: Host, row: Process): HostProcess {
  const { name, role, mainClass, settingsFile, logs } = row;
  const paths = host.paths[name];
  const { java } = host.paths;
  const settings = `${paths.config}/${settingsFile}`;
  return {
    name,
    row,
    id: host[role]!.id,
    unit: `${name}.service`,
    command: [java, `@${paths.config}/jvm.args`, mainClass, settings],
    ...(row.leavesSession && {
      afterEnd: [host.paths.python, '-ISB', endSessionsProgram(host), settings, sessionLog(paths)],
    }),
    environment: { ...row.environment, ...spec.environment[role] },
    paths,
    ownLog: `${paths.logs}/${logs.names[0]}.log`,
    ports: portsInUse(host.ports, spec)
      .filter(({ id, process }) => process === name && id !== row.exporter.tlsPort)
      .map(({ port }) => port),
  };
}

/** The program that ends the ZooKeeper sessions of a process that is gone. */
export const endSessionsProgram = ({ paths }: Host): string =>
  `${paths.programs}/cdktf-kafka-end-sessions`;

/** Where a process writes which ZooKeeper sessions it has. */
export const sessionLog = ({ runtime }: ProcessPaths): string => `${runtime}/session.log`;
