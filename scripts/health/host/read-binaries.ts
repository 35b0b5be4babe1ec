import { processesOf } from '../../../cluster/processes/host-process';
import type { Host, Topology } from '../../../cluster/topology';
import { readKafkaRelease } from './kafka-release';
import { readUnitProperties } from './units';
import type { HostShell } from '../../hosts/host-shell';

/**
 * Which release of Kafka a host runs: by a jar that its broker has open, for the folder of jars may have
 * changed under it; where none runs, by the jars that the next start takes.
 *
 * @throws HostError where the host can't be asked
 */
export async function readBinaries(
  shell: Pick<HostShell, 'name' | 'run'>,
  topology: Topology,
  host: Host,
): Promise<string | undefined> {
  const broker = processesOf(topology, host).find(({ row }) => row.role === 'broker');
  const running = broker && (await readOpenRelease(shell, broker.unit));
  return running ?? (await readKafkaRelease(shell, host));
}

async function readOpenRelease(
  shell: Pick<HostShell, 'name' | 'run'>,
  unit: string,
): Promise<string | undefined> {
  const pid = (await readUnitProperties(shell, unit, ['MainPID'])).get('MainPID') ?? '0';
  if (!/^[1-9]\d*$/.test(pid)) return undefined;
  const jar = ['-lname', '*/kafka-clients-*.jar*', '-printf', '%l\\n'];
  const { stdout } = await shell.run(['find', `/proc/${pid}/fd`, ...jar]);
  return /\/kafka-clients-(\d[\w.]*)\.jar/.exec(stdout)?.[1];
}
