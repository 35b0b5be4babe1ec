import { basename } from 'node:path/posix';
import { doorsOf } from '../identities/doors-of';
import { identityFiles } from '../identities/identity-files';
import { processesOf, type HostProcess } from '../processes/host-process';
import { NODE_EXPORTER } from '../processes/node-exporter';
import { openPorts } from '../security';
import type { Host, Topology } from '../topology';
import type { HostFile, OnChange } from './host-file';
import { hostFolders } from './host-folders';

/** The archive of Kafka that a host installs, as the bucket holds it. */
export interface KafkaArchive {
  /** Its key in the bucket. */
  readonly key: string;
  /** In hex. */
  readonly sha512: string;
}

export interface ManifestParts {
  readonly files: readonly HostFile[];
  /** @default - none is named: where a manifest is held in the place of the bucket's, which has it */
  readonly archive?: KafkaArchive;
}

/**
 * What a host must have, as text that a shell reads line by line and a person as it stands:
 *
 * ```text
 * cluster <name>
 * host <name>
 * broker <id>                                            where it is one
 * zookeeper <id>                                         where it is a member
 * archive <sha512> <folder> <key>
 * package <name>                                         that it is to have besides, when it can be had
 * user <name> <id>
 * folder <owner> <path>                                  on a data disk
 * file <sha256> <mode> <owner> <group> <onChange> <path>
 * identity <process> <file> <file>                       its certificate with its key, whom it trusts
 * door <process> <port>                                  where it shows its certificate
 * unit <name>                                            in the order of their start
 * ```
 *
 * A file's key in the bucket is the host's prefix with the path behind it. No field holds a blank.
 */
export function hostManifest(topology: Topology, host: Host, options: ManifestParts): string {
  const { files, archive } = options;
  const folders = hostFolders(host).filter(({ onDataDisk }) => onDataDisk);
  const processes = processesOf(topology, host);
  const lines = [
    ['cluster', topology.spec.clusterName],
    ['host', host.name],
    ...processes.toReversed().map(({ id, row }) => [row.role, id]),
    ...(archive ? [['archive', archive.sha512, host.paths.distribution, archive.key]] : []),
    ...(topology.spec.nodeExporter ? [['package', NODE_EXPORTER.name]] : []),
    ...processes.map(({ name, row }) => ['user', name, row.userId]),
    ...folders.map(({ owner, path }) => ['folder', owner, path]),
    ...files.map(fileLine),
    ...identityLines(topology, processes),
    ...doorLines(topology, host, processes),
    ...processes.map(({ unit }) => ['unit', unit]),
    ...furtherUnits(files).map((unit) => ['unit', unit]),
  ];
  return lines.map((fields) => `${fields.join(' ')}\n`).join('');
}

/** Made and kept on the host: the files themselves are no part of what is rendered. */
function identityLines(
  { spec }: Topology,
  processes: readonly HostProcess[],
): readonly (readonly string[])[] {
  if (!openPorts(spec.security).includes('tls')) return [];
  return processes.map(({ name, paths }) => {
    const { identity, trusted } = identityFiles(paths);
    return ['identity', name, identity, trusted];
  });
}

function doorLines(
  topology: Topology,
  host: Host,
  processes: readonly HostProcess[],
): readonly (readonly (string | number)[])[] {
  if (!openPorts(topology.spec.security).includes('tls')) return [];
  return processes.flatMap(({ name }) =>
    doorsOf(topology, host, name).map(({ port }) => ['door', name, port]),
  );
}

function fileLine({ sha256, mode, owner, group, onChange, path }: HostFile): readonly string[] {
  return ['file', sha256, mode.toString(8).padStart(4, '0'), owner, group, onChange, path];
}

const FURTHER: readonly OnChange[] = ['restart-timer', 'restart-socket', 'restart-service'];

/** Timers, sockets, and services that are no process of the cluster. */
function furtherUnits(files: readonly HostFile[]): readonly string[] {
  return files
    .filter(({ onChange }) => FURTHER.includes(onChange))
    .map(({ path }) => basename(path));
}
