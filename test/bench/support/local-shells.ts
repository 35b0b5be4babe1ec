import { PROCESSES } from '../../../cluster/processes/processes';
import type { CommandResult, HostShell, HostShells } from '../../../scripts/hosts/host-shell';
import type { LocalCluster } from '../../../scripts/local/local-cluster';

const answer = (stdout = ''): CommandResult => ({ code: 0, stdout, stderr: '' });

/** Of systemd on the hosts of a local cluster, what a roll asks for: its supervisor does it, without SSH. */
export function localShells(local: LocalCluster): HostShells {
  const of = (name: string): HostShell => ({
    name,
    run: async ([program, command, unit]) => {
      const { name: process } = PROCESSES.find((each) => `${each.name}.service` === unit) ?? {};
      if (program !== 'systemctl' || !process) throw new Error(`${name}: no ${program} here`);
      if (command === 'show') return answer('ActiveState=active\nNRestarts=0\n');
      if (command === 'restart') {
        await local.kill(name, process, 'SIGTERM');
        await local.start(name, process);
      }
      return answer();
    },
    read: () => Promise.reject(new Error('no file is read')),
    write: () => Promise.reject(new Error('no file is written')),
    forward: (host, port) => Promise.resolve({ host, port }),
  });
  return { of, close: () => Promise.resolve() };
}
