import { spawnSync } from 'node:child_process';
import { zookeeperConnect, type Topology } from '../../cluster/topology';
import { SHORT_LIVED_JAVA } from './short-lived-java';

/** Runs a command of ZooKeeper's own shell on an entry of the cluster; gives all that it printed. */
export function zookeeperShell(topology: Topology, command: string, path: string) {
  const [servers = '', chroot = ''] = zookeeperConnect(topology).split(/(?=\/)/);
  const { java, distribution } = topology.hosts[0]!.paths;
  const { stdout, stderr } = spawnSync(
    java,
    [
      ...[...SHORT_LIVED_JAVA, '-cp', `${distribution}/libs/*`],
      'org.apache.zookeeper.ZooKeeperMain',
      ...['-server', servers, command, `${chroot}${path}`],
    ],
    { encoding: 'utf8' },
  );
  return `${stdout}${stderr}`;
}
