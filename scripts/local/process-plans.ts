import { join } from 'node:path';
import { hostProcesses } from '../../cluster/host-files';
import { portsInUse } from '../../cluster/listeners/ports';
import type { Host, Topology } from '../../cluster/topology';
import type { ProcessPlan } from './supervised-process';

/** The processes of all hosts, each with the command of its systemd unit. */
export function processPlans(topology: Topology, folder: string): readonly ProcessPlan[] {
  return topology.hosts.flatMap((host) =>
    hostProcesses(topology, host).map(({ name, command, environment }) => ({
      host: host.name,
      process: name,
      command,
      environment,
      folder: join(folder, host.name),
      address: host.address,
      ports: portsInUse(host.ports, topology.spec.listeners)
        .filter((kind) => kind.process === name)
        .map(({ port }) => port),
      ...(name === 'kafka' ? kafkaLogs(host) : zookeeperLogs(host)),
    })),
  );
}

type ProcessLogs = Pick<ProcessPlan, 'ownLog' | 'consoleLog'>;

function kafkaLogs({ paths }: Host): ProcessLogs {
  return {
    ownLog: `${paths.kafkaLogs}/server.log`,
    consoleLog: `${paths.kafkaLogs}/console.log`,
  };
}

function zookeeperLogs({ paths }: Host): ProcessLogs {
  return {
    ownLog: `${paths.zookeeperLogs}/zookeeper.log`,
    consoleLog: `${paths.zookeeperLogs}/console.log`,
  };
}
