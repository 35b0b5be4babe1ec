import type { Host } from '../topology';
import type { HostUser } from './host-file';

/** A folder that a process writes to. */
export interface HostFolder {
  readonly path: string;
  /** The user whose process writes there, and its group. */
  readonly owner: Exclude<HostUser, 'root'>;
  /**
   * On a data disk: to be made once, when the disk is new. Made where the disk is missing, it would
   * let a process start empty on the system disk. The others are made by the units at each start.
   */
  readonly onDataDisk: boolean;
}

/** Where logrotate keeps the closed log files. */
export function archiveFolder(logs: string): string {
  return `${logs}/archive`;
}

/** Every folder that the processes of a host write to, parents first. */
export function hostFolders({ broker, zookeeper, paths }: Host): readonly HostFolder[] {
  return [
    ...(zookeeper
      ? [
          ...folders('zookeeper', true, [paths.zookeeperData, paths.zookeeperDataLog]),
          ...folders('zookeeper', false, [
            paths.zookeeperTemporary,
            paths.zookeeperLogs,
            archiveFolder(paths.zookeeperLogs),
          ]),
        ]
      : []),
    ...(broker
      ? [
          ...folders('kafka', true, paths.kafkaData),
          ...folders('kafka', false, [
            paths.kafkaTemporary,
            paths.kafkaLogs,
            archiveFolder(paths.kafkaLogs),
          ]),
        ]
      : []),
  ];
}

function folders(
  owner: HostFolder['owner'],
  onDataDisk: boolean,
  paths: readonly string[],
): readonly HostFolder[] {
  return paths.map((path) => ({ path, owner, onDataDisk }));
}
