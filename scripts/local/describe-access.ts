import { LISTENERS } from '../../cluster/listeners/listeners';
import { bootstrapServers } from '../../cluster/topology';
import { table } from '../terminal/table';
import { thisTerminal } from '../terminal/terminal';
import { readRecord } from './cluster-record';

/** How to reach the local cluster in a folder, for a person to copy from. */
export function describeAccess(folder: string): string {
  const record = readRecord(folder);
  const others = LISTENERS.filter(({ id, from }) => from === 'clients' && id !== 'client')
    .map(({ id, name }) => [`on ${name}`, record ? bootstrapServers(record.topology, id) : ''])
    .filter(([, servers]) => servers !== '');
  return table(
    [],
    [
      ['Bootstrap servers', record?.bootstrapServers ?? ''],
      ...others,
      ['ZooKeeper', record?.zookeeperConnect ?? ''],
      ['Files', folder],
    ],
    { width: thisTerminal().width },
  );
}
