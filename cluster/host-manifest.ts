import type { HostFile } from './host-files';

/** The archive of Kafka that a host installs, as the bucket holds it. */
export interface KafkaArchive {
  /** Its key in the bucket. */
  readonly key: string;
  /** In hex. */
  readonly sha512: string;
}

/**
 * What a host must have, as text that a shell reads with `while read` and a person as it stands:
 *
 * ```text
 * archive <sha512> <folder> <key>
 * file <sha256> <mode> <owner> <group> <onChange> <path>
 * ```
 *
 * A file's key in the bucket is the host's prefix with the path behind it. No field holds a blank.
 *
 * @param distribution where the archive is unpacked
 */
export function hostManifest(
  files: readonly HostFile[],
  archive: KafkaArchive,
  distribution: string,
): string {
  const lines = [
    ['archive', archive.sha512, distribution, archive.key],
    ...files.map(({ sha256, mode, owner, group, onChange, path }) => [
      'file',
      sha256,
      mode.toString(8).padStart(4, '0'),
      ...[owner, group, onChange, path],
    ]),
  ];
  return lines.map((fields) => `${fields.join(' ')}\n`).join('');
}
