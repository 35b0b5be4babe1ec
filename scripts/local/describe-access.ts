import { bootstrapServers, zookeeperConnect, type Topology } from '../../cluster/topology';
import { table } from '../terminal';

/** How to reach a local cluster and where its files lie, for a person to copy from. */
export function describeAccess(topology: Topology, folder: string): string {
  return table(
    [],
    [
      ['Bootstrap servers', bootstrapServers(topology)],
      ['ZooKeeper', zookeeperConnect(topology)],
      ['Files', folder],
    ],
  );
}
