import { join } from 'node:path';
import { startedWithIt } from '../../cluster/changes/change-effect';
import { renderHost } from '../../cluster/host-files';
import { identityFiles, identityPaths } from '../../cluster/identities/identity-files';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { Host, Topology } from '../../cluster/topology';
import type { ClassArchives } from '../distribution/ensure-class-archives';
import type { ProcessPlan } from './supervised-process';

/** The processes of all hosts, each with the command of its systemd unit, and its archive of classes. */
export function processPlans(
  topology: Topology,
  { folder, archives }: { readonly folder: string; readonly archives: ClassArchives },
): readonly ProcessPlan[] {
  return topology.hosts.flatMap((host) =>
    processesOf(topology, host).map((process) => {
      const { name, command, afterEnd, environment, ports, ownLog, paths } = process;
      const archive = decidesItself(topology, process) ? undefined : archives[name];
      return {
        ...{ host: host.name, process: name, address: host.address, ports, environment, ownLog },
        command: archive === undefined ? command : withArchive(command, archive, paths.logs),
        archive,
        afterEnd,
        readsAtStart: readsAtStart(topology, host, process),
        folder: join(folder, host.name),
        consoleLog: `${paths.logs}/console.log`,
      };
    }),
  );
}

/** Files whose change asks for a restart of the process, and those of its certificate. */
function readsAtStart(
  topology: Topology,
  host: Host,
  { row, paths }: HostProcess,
): readonly string[] {
  const rendered = renderHost(topology, host).filter(
    ({ onChange }) => startedWithIt(onChange) === row.role,
  );
  return [...rendered.map(({ path }) => path), ...identityPaths(identityFiles(paths))];
}

/** Options that name another archive, or with which the JVM refuses one of ours. */
const OWN_WAY = /-Xshare|SharedArchiveFile|Use\w+GC\b|UseCompressed|ObjectAlignment/;

/** Whether the spec has its own way: a JVM that refuses an archive goes without its default one, too. */
function decidesItself({ spec }: Topology, { row, environment }: HostProcess): boolean {
  const words = [...spec.jvm.flags[row.role], ...Object.values(environment)];
  return words.some((word) => OWN_WAY.test(word));
}

/** What the JVM says of the archive is in a log of its own, of the latest start. */
function withArchive(
  [java = '', ...words]: readonly string[],
  archive: string,
  logs: string,
): readonly string[] {
  const log = `-Xlog:cds:file="${logs}/${CLASS_ARCHIVE_LOG}"::filecount=0`;
  return [java, `-XX:SharedArchiveFile=${archive}`, log, ...words];
}

/** In a process's folder of logs. */
export const CLASS_ARCHIVE_LOG = 'class-archive.log';
