import { dirname } from 'node:path';
import { UserError } from '../../cluster/errors';
import { renderHost } from '../../cluster/host-files';
import { processesOf as hostProcessesOf } from '../../cluster/processes/host-process';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';
import type { Host, Topology } from '../../cluster/topology';
import type { CommandResult, HostShell, HostShells } from '../hosts/host-shell';
import { readRecord, type ProcessRecord } from './cluster-record';
import { restartProcess } from './local-places';
import { writeHostFile } from './start-local-cluster';

/**
 * Of the hosts of a local cluster, what a roll asks them: of systemd, which is its supervisor here. A restart
 * brings a process its files, as they are rendered for this topology.
 */
export function localShells(folder: string, topology: Topology): HostShells {
  const restartsBefore = new Map(processesOf(folder).map((each) => [nameOf(each), each.restarts]));
  const of = (host: string): HostShell => ({
    name: host,
    run: async ([program, command, unit]) => {
      const { name } = PROCESSES.find((each) => `${each.name}.service` === unit) ?? {};
      if (program !== 'systemctl' || !name) return answer({ code: 127 });
      const find = () =>
        processesOf(folder).find((each) => each.host === host && each.process === name);
      if (command === 'restart')
        return await restart({ folder, topology, host, process: name }, find());
      if (command !== 'show') return answer();
      const { state, restarts = 0 } = find() ?? {};
      const since = restarts - (restartsBefore.get(`${host} ${name}`) ?? 0);
      const active = state === 'failed' || state === 'stopped' ? 'failed' : 'active';
      return answer({ stdout: `ActiveState=${active}\nNRestarts=${since}\n` });
    },
    read: () => Promise.reject(new Error('a local cluster is read where it lies')),
    write: () => Promise.reject(new Error('a local cluster is written where it lies')),
    forward: (address, port) => Promise.resolve({ host: address, port }),
  });
  return { of, close: () => Promise.resolve() };
}

const answer = (given: Partial<CommandResult> = {}): CommandResult => ({
  ...{ code: 0, stdout: '', stderr: '' },
  ...given,
});

const processesOf = (folder: string): readonly ProcessRecord[] =>
  readRecord(folder)?.processes ?? [];

const nameOf = ({ host, process }: Pick<ProcessRecord, 'host' | 'process'>) => `${host} ${process}`;

interface Restarted {
  readonly folder: string;
  readonly topology: Topology;
  readonly host: string;
  readonly process: ProcessName;
}

async function restart(
  { folder, topology, host: name, process }: Restarted,
  before: ProcessRecord | undefined,
): Promise<CommandResult> {
  const host = topology.hosts.find((each) => each.name === name)!;
  writeFilesOf(topology, host, process);
  if (!before?.id) return answer({ code: 1, stderr: before?.failure ?? `${process} is down` });
  const row = hostProcessesOf(topology, host).find((each) => each.name === process)!;
  try {
    await restartProcess(folder, { host, process: row });
    return answer();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return answer({ code: 1, stderr: error.message });
  }
}

/** Those of the process, and what is of none. */
function writeFilesOf(topology: Topology, host: Host, process: ProcessName): void {
  const others = PROCESSES.filter(({ name }) => name !== process);
  const foreign = others.map(({ name }) => host.paths[name].config);
  for (const file of renderHost(topology, host)) {
    if (!foreign.includes(dirname(file.path))) writeHostFile(file);
  }
}
