import { isOnChange } from '../../../../cluster/changes/change-effect';
import type { OnChange } from '../../../../cluster/host-files';
import type { HostFileObject } from '../../plan-facts';

/** What the manifest of a host says; see hostManifest in cluster/host-files/host-manifest.ts. */
export interface ManifestFacts {
  /** What a change of a file needs, by its path. */
  readonly onChange: ReadonlyMap<string, OnChange>;
  /** The paths of files that may be executed, by their modes. */
  readonly executables: ReadonlySet<string>;
  /** The digest of each file, by its path. */
  readonly digests: ReadonlyMap<string, string>;
  /** Its lines without the digests and the archive's key, which change with what they name. */
  readonly lines: readonly string[];
  /** The key of the Kafka archive that it installs. */
  readonly archiveKey?: string;
  readonly archiveDigest?: string;
}

/** Whether an object is the manifest of a host. */
export function isManifest({ path, cluster }: HostFileObject): boolean {
  return cluster !== '' && path === '/manifest';
}

/** Reads a manifest; lines that it doesn't know say nothing. */
export function parseManifest(text: string): ManifestFacts {
  const fields = text.split('\n').map((line) => line.split(' '));
  const files = fields.filter(([kind, ...rest]) => kind === 'file' && rest.length === 6);
  const [, archiveDigest, , archiveKey] = fields.find(([kind]) => kind === 'archive') ?? [];
  return {
    onChange: new Map(
      files.filter((file) => isOnChange(file[5]!)).map((file) => [file[6]!, file[5] as OnChange]),
    ),
    executables: new Set(files.filter(isExecutable).map((file) => file[6]!)),
    digests: new Map(files.map((file) => [file[6]!, file[1]!])),
    lines: fields.map(withoutDigest).filter((line) => line !== ''),
    ...(archiveKey !== undefined && { archiveKey }),
    ...(archiveDigest !== undefined && { archiveDigest }),
  };
}

function isExecutable([, , mode]: readonly string[]): boolean {
  return (parseInt(mode ?? '', 8) & 0o111) !== 0;
}

function withoutDigest(fields: readonly string[]): string {
  const [kind, , folder] = fields;
  if (kind === 'archive') return `archive ${folder ?? ''}`;
  return (kind === 'file' ? [kind, ...fields.slice(2)] : fields).join(' ').trim();
}
