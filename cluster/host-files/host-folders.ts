import { join } from 'node:path/posix';
import { rowsOf } from '../processes/host-process';
import type { ProcessName } from '../processes/processes';
import type { Host } from '../topology';

/**
 * A folder that a process writes to. Only the folder itself is the process's user's, and those above
 * it are root's: nobody else can put a link in root's way.
 */
export interface HostFolder {
  readonly path: string;
  /** The user whose process writes there, and its group. */
  readonly owner: ProcessName;
  /**
   * On a data disk: to be made once, when the disk is new. Made where the disk is missing, it would
   * let a process start empty on the system disk. The others are made by systemd at each start.
   */
  readonly onDataDisk: boolean;
}

/** Every folder that the processes of a host write to, parents first. */
export function hostFolders(host: Host): readonly HostFolder[] {
  return rowsOf(host)
    .toReversed()
    .flatMap(({ name: owner, dataFolders, leavesSession }) => {
      const { data, temporary, runtime, logs } = host.paths[owner];
      const folders = dataFolders(data.length);
      return [
        ...data.map((path, index) => ({ owner, path: join(path, folders[index]?.writes ?? '') })),
        ...[temporary, ...(leavesSession ? [runtime] : []), logs].map((path) => ({ owner, path })),
      ].map((folder, index) => ({ ...folder, onDataDisk: index < data.length }));
    });
}
