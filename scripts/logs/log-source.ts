import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { Host, Topology } from '../../cluster/topology';

/** What `logs` shows: the log of a process, that of its garbage collector, or what systemd has of its units. */
export const LOG_KINDS = ['kafka', 'controller', 'zookeeper', 'gc', 'journal'] as const;

export type LogKind = (typeof LOG_KINDS)[number];

/** What is shown where nobody says otherwise. */
export const USUAL_KINDS: readonly LogKind[] = ['kafka', 'controller', 'zookeeper'];

/** One log of one process on one host. */
export interface LogSource {
  readonly host: string;
  readonly kind: LogKind;
  /** Who owns it, and reads it. */
  readonly process: HostProcess;
  /** Undefined for what systemd keeps. */
  readonly file: string | undefined;
}

/** The logs of these kinds on a host, of each process that has one. */
export function logSources(
  topology: Topology,
  host: Host,
  kinds: readonly LogKind[],
): readonly LogSource[] {
  return processesOf(topology, host).flatMap((process) =>
    kinds.flatMap((kind): readonly LogSource[] => {
      const source = { host: host.name, kind, process };
      const file = fileOf(process, kind);
      if (kind === 'journal') return [{ ...source, file: undefined }];
      return file === undefined ? [] : [{ ...source, file }];
    }),
  );
}

function fileOf({ name, ownLog, paths, row }: HostProcess, kind: LogKind): string | undefined {
  if (kind === name) return ownLog;
  if (kind === 'gc') return `${paths.logs}/gc.log`;
  return row.logs.names.includes(kind) ? `${paths.logs}/${kind}.log` : undefined;
}
