import type { DataFolder } from './process-kind';
import { PROCESSES, type Process, type ProcessName } from './processes';

/** Folders of a process on its host; absolute. */
export interface ProcessPaths {
  readonly config: string;
  /** Of its own log files, not Kafka's topics. */
  readonly logs: string;
  /** For native libraries: a /tmp mounted noexec breaks zstd. */
  readonly temporary: string;
  /** What the running process says of itself; on hosts, empty at each start. */
  readonly runtime: string;
  /** Kafka's log directories, one for each disk; ZooKeeper's two, see {@link zookeeperData}. */
  readonly data: readonly string[];
}

/** Folders of all processes, by their names. */
export type PathsOfProcesses = Readonly<Record<ProcessName, ProcessPaths>>;

/** The folders of every process, from its row of the table. */
export function processPaths(
  dataDisks: number,
  place: (process: Process) => Omit<ProcessPaths, 'data'> & {
    readonly data: (folder: DataFolder) => string;
  },
): PathsOfProcesses {
  return Object.fromEntries(
    PROCESSES.map((process) => {
      const { data, ...folders } = place(process);
      return [process.name, { ...folders, data: process.dataFolders(dataDisks).map(data) }];
    }),
  ) as unknown as PathsOfProcesses;
}

/** Of snapshots, beside which `myid` lies, and of the transaction log. */
export function zookeeperData({ zookeeper }: PathsOfProcesses) {
  const [snapshots, transactions] = zookeeper.data as readonly [string, string];
  return { snapshots, transactions };
}
