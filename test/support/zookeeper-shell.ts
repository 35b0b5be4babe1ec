import { spawnSync } from 'node:child_process';
import { zookeeperConnect, type Topology } from '../../cluster/topology';

/** Runs a command of ZooKeeper's own shell on an entry of the cluster; gives all that it printed. */
export function zookeeperShell(topology: Topology, command: 'stat' | 'delete', path: string) {
  const [servers = '', chroot = ''] = zookeeperConnect(topology).split(/(?=\/)/);
  const { java, distribution } = topology.hosts[0]!.paths;
  const { stdout, stderr } = spawnSync(
    java,
    [
      ...['-XX:TieredStopAtLevel=1', '-cp', `${distribution}/libs/*`],
      'org.apache.zookeeper.ZooKeeperMain',
      ...['-server', servers, command, `${chroot}${path}`],
    ],
    { encoding: 'utf8' },
  );
  return `${stdout}${stderr}`;
}

/** The session that an entry belongs to, as ZooKeeper spells it; undefined where there is no entry. */
export function zookeeperOwner(topology: Topology, path: string): string | undefined {
  const said = zookeeperShell(topology, 'stat', path);
  const owner = /^ephemeralOwner = (0x[0-9a-f]+)$/m.exec(said)?.[1];
  if (owner === undefined && !said.includes('Node does not exist')) {
    throw new Error(`ZooKeeper's shell said of ${path}: ${said}`);
  }
  return owner;
}
