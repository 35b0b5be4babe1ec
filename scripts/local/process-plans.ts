import { join } from 'node:path';
import { hostProcesses } from '../../cluster/host-files';
import type { Host, Topology } from '../../cluster/topology';
import type { ProcessPlan } from './supervised-process';

/** The processes of all hosts, each with the command of its systemd unit. */
export function processPlans(topology: Topology, folder: string): readonly ProcessPlan[] {
  return topology.hosts.flatMap((host) =>
    hostProcesses(topology, host).map(({ name, command }) => ({
      host: host.name,
      process: name,
      command,
      folder: join(folder, host.name),
      address: host.address,
      ...(name === 'kafka' ? kafkaPlace(host) : zookeeperPlace(host)),
    })),
  );
}

type ProcessPlace = Pick<ProcessPlan, 'ports' | 'ownLog' | 'consoleLog'>;

function kafkaPlace({ ports, paths }: Host): ProcessPlace {
  return {
    ports: [ports.client, ports.interBroker, ports.metrics],
    ownLog: `${paths.kafkaLogs}/server.log`,
    consoleLog: `${paths.kafkaLogs}/console.log`,
  };
}

function zookeeperPlace({ ports, paths }: Host): ProcessPlace {
  return {
    ports: [ports.zookeeperClient, ports.zookeeperPeer, ports.zookeeperElection],
    ownLog: `${paths.zookeeperLogs}/zookeeper.log`,
    consoleLog: `${paths.zookeeperLogs}/console.log`,
  };
}
