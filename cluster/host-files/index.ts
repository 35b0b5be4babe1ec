import { renderRows, type HostFile } from './host-file';
import { KAFKA_FILES } from './kafka-files';
import { kafkaProcess, zookeeperProcess, type HostProcess } from './processes';
import { SYSTEM_FILES } from './system-files';
import { ZOOKEEPER_FILES } from './zookeeper-files';
import { isBroker, isZookeeper, type Host, type Topology } from '../topology';

export type { HostFile, OnChange } from './host-file';
export { hostFolders, type HostFolder } from './host-folders';
export type { HostProcess } from './processes';

/** The files of one host, as they must stand there. */
export function renderHost(topology: Topology, host: Host): readonly HostFile[] {
  return [
    ...renderRows(SYSTEM_FILES, topology, host),
    ...(isZookeeper(host) ? renderRows(ZOOKEEPER_FILES, topology, host) : []),
    ...(isBroker(host) ? renderRows(KAFKA_FILES, topology, host) : []),
  ];
}

/** A host with its files. */
export interface RenderedHost {
  readonly host: Host;
  readonly files: readonly HostFile[];
}

/** The files of all hosts. */
export function renderCluster(topology: Topology): readonly RenderedHost[] {
  return topology.hosts.map((host) => ({ host, files: renderHost(topology, host) }));
}

/** The processes of one host, in the order in which they start. */
export function hostProcesses(topology: Topology, host: Host): readonly HostProcess[] {
  return [
    ...(host.zookeeper ? [zookeeperProcess(topology, host)] : []),
    ...(host.broker ? [kafkaProcess(topology, host)] : []),
  ];
}
