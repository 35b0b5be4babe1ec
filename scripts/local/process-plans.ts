import { join } from 'node:path';
import { processesOf } from '../../cluster/processes/host-process';
import type { Topology } from '../../cluster/topology';
import type { ProcessPlan } from './supervised-process';

/** The processes of all hosts, each with the command of its systemd unit. */
export function processPlans(topology: Topology, folder: string): readonly ProcessPlan[] {
  return topology.hosts.flatMap((host) =>
    processesOf(topology, host).map(({ name, command, environment, ports, ownLog, paths }) => ({
      host: host.name,
      process: name,
      command,
      environment,
      folder: join(folder, host.name),
      address: host.address,
      ports,
      ownLog,
      consoleLog: `${paths.logs}/console.log`,
    })),
  );
}
