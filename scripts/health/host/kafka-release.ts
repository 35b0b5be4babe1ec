import type { Host } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';

/** By the name of its jar: what an archive is called, an operator may have changed. */
export async function readKafkaRelease(
  shell: Pick<HostShell, 'run'>,
  { paths }: Host,
): Promise<string | undefined> {
  const { stdout } = await shell.run(['ls', '--', `${paths.distribution}/libs`]);
  return /^kafka-server-common-(\d[\w.]*)\.jar$/m.exec(stdout)?.[1];
}
