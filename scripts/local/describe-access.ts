import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { readRecord } from './cluster-record';

/** How to reach the local cluster in a folder, for a person to copy from. */
export function describeAccess(folder: string): string {
  const record = readRecord(folder);
  const external = record?.externalBootstrapServers;
  return table(
    [],
    [
      ['Bootstrap servers', record?.bootstrapServers ?? ''],
      ...(external === undefined ? [] : [['on EXTERNAL', external]]),
      ['ZooKeeper', record?.zookeeperConnect ?? ''],
      ['Files', folder],
    ],
    { width: thisTerminal().width },
  );
}
