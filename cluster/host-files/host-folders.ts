import type { Host, HostPaths } from '../topology';
import type { HostUser } from './host-file';

/**
 * A folder that a process writes to. Only the folder itself is the process's user's, and those above
 * it are root's: nobody else can put a link in root's way.
 */
export interface HostFolder {
  readonly path: string;
  /** The user whose process writes there, and its group. */
  readonly owner: Exclude<HostUser, 'root'>;
  /**
   * On a data disk: to be made once, when the disk is new. Made where the disk is missing, it would
   * let a process start empty on the system disk. The others are made by systemd at each start.
   */
  readonly onDataDisk: boolean;
}

/** Every folder that the processes of a host write to, parents first. */
export function hostFolders({ broker, zookeeper, paths }: Host): readonly HostFolder[] {
  return [
    ...(zookeeper
      ? [
          ...folders('zookeeper', true, zookeeperFolders(paths)),
          ...folders('zookeeper', false, [paths.zookeeperTemporary, paths.zookeeperLogs]),
        ]
      : []),
    ...(broker
      ? [
          ...folders('kafka', true, paths.kafkaData),
          ...folders('kafka', false, [paths.kafkaTemporary, paths.kafkaLogs]),
        ]
      : []),
  ];
}

/** ZooKeeper writes to this folder of each of the two, and only reads `myid` beside it. */
function zookeeperFolders({ zookeeperData, zookeeperDataLog }: HostPaths): readonly string[] {
  return [zookeeperData, zookeeperDataLog].map((path) => `${path}/version-2`);
}

function folders(
  owner: HostFolder['owner'],
  onDataDisk: boolean,
  paths: readonly string[],
): readonly HostFolder[] {
  return paths.map((path) => ({ path, owner, onDataDisk }));
}
