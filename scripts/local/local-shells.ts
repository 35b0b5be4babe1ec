import { setTimeout as sleep } from 'node:timers/promises';
import { dirname } from 'node:path';
import { renderHost } from '../../cluster/host-files';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';
import type { Topology } from '../../cluster/topology';
import type { CommandResult, HostShell, HostShells } from '../hosts/host-shell';
import { signalSession } from '../system/own-session';
import { readRecord, type ProcessRecord } from './cluster-record';
import { writeHostFile } from './start-local-cluster';

const POLL_MS = 50;
/** A broker hands over its partitions, closes its segments, and what it left in ZooKeeper is ended. */
const RESTART_LIMIT_MS = 120_000;

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
        return await restart({ folder, topology, host, process: name }, find);
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

/** Its supervisor starts it again as soon as it is gone. */
async function restart(
  { topology, host: name, process }: Restarted,
  find: () => ProcessRecord | undefined,
): Promise<CommandResult> {
  const host = topology.hosts.find((each) => each.name === name)!;
  const { config } = host.paths[process];
  for (const file of renderHost(topology, host)) {
    // What is of no process is only written here.
    const isOfOther = PROCESSES.some(
      (other) => other.name !== process && dirname(file.path) === host.paths[other.name].config,
    );
    if (!isOfOther) writeHostFile(file);
  }
  const before = find();
  if (!before?.id) {
    return answer({ code: 1, stderr: `${name}: ${process} is down. ${before?.failure ?? config}` });
  }
  signalSession(before.id.pid, 'SIGTERM');
  const end = performance.now() + RESTART_LIMIT_MS;
  for (;;) {
    const now = find();
    if (now?.state === 'running' && now.id && now.id.pid !== before.id.pid) return answer();
    if (now?.failure) return answer({ code: 1, stderr: now.failure });
    if (performance.now() > end) {
      return answer({
        code: 1,
        stderr: `${name}: ${process} did not end in ${RESTART_LIMIT_MS / 1_000} s`,
      });
    }
    await sleep(POLL_MS);
  }
}
