import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { readRecord } from './cluster-record';

/** How to reach the local cluster in a folder, for a person to copy from. */
export function describeAccess(folder: string): string {
  const record = readRecord(folder);
  return table(
    [],
    [
      ['Bootstrap servers', record?.bootstrapServers ?? ''],
      ['ZooKeeper', record?.zookeeperConnect ?? ''],
      ['Files', folder],
    ],
    { width: thisTerminal().width },
  );
}
