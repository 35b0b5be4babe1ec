import { basename } from 'node:path/posix';
import { hostFolders, hostProcesses } from '.';
import type { HostFile } from './host-file';
import type { Host, Topology } from '../topology';

/** The archive of Kafka that a host installs, as the bucket holds it. */
export interface KafkaArchive {
  /** Its key in the bucket. */
  readonly key: string;
  /** In hex. */
  readonly sha512: string;
}

/** User ids of the processes: the same on every host, since a disk may move to another. */
const USER_IDS = { kafka: 9092, zookeeper: 2181 };

/**
 * What a host must have, as text that a shell reads line by line and a person as it stands:
 *
 * ```text
 * cluster <name>
 * host <name>
 * broker <id>                                            where it is one
 * zookeeper <id>                                         where it is a member
 * archive <sha512> <folder> <key>
 * user <name> <id>
 * folder <owner> <path>                                  on a data disk
 * file <sha256> <mode> <owner> <group> <onChange> <path>
 * unit <name>                                            in the order of their start
 * ```
 *
 * A file's key in the bucket is the host's prefix with the path behind it. No field holds a blank.
 */
export function hostManifest(
  topology: Topology,
  host: Host,
  options: { readonly files: readonly HostFile[]; readonly archive: KafkaArchive },
): string {
  const { files, archive } = options;
  const folders = hostFolders(host).filter(({ onDataDisk }) => onDataDisk);
  const processes = hostProcesses(topology, host);
  const lines = [
    ['cluster', topology.spec.clusterName],
    ['host', host.name],
    ...(host.broker ? [['broker', host.broker.id]] : []),
    ...(host.zookeeper ? [['zookeeper', host.zookeeper.id]] : []),
    ['archive', archive.sha512, host.paths.distribution, archive.key],
    ...processes.map(({ name }) => ['user', name, USER_IDS[name]]),
    ...folders.map(({ owner, path }) => ['folder', owner, path]),
    ...files.map(fileLine),
    ...processes.map(({ unit }) => ['unit', unit]),
    ...timers(files).map((unit) => ['unit', unit]),
  ];
  return lines.map((fields) => `${fields.join(' ')}\n`).join('');
}

function fileLine({ sha256, mode, owner, group, onChange, path }: HostFile): readonly string[] {
  return ['file', sha256, mode.toString(8).padStart(4, '0'), owner, group, onChange, path];
}

function timers(files: readonly HostFile[]): readonly string[] {
  return files
    .filter(({ onChange }) => onChange === 'restart-timer')
    .map(({ path }) => basename(path));
}
