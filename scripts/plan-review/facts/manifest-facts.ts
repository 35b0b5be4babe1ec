import type { OnChange } from '../../../cluster/host-files';
import type { HostFileObject } from '../plan-facts';

/** What the manifest of a host says; see hostManifest in cluster/host-manifest.ts. */
export interface ManifestFacts {
  /** What a change of a file needs, by its path. */
  readonly onChange: ReadonlyMap<string, OnChange>;
  /** The key of the Kafka archive that it installs. */
  readonly archiveKey?: string;
  readonly archiveDigest?: string;
}

const ON_CHANGE: readonly string[] = [
  'nothing',
  'reload-sysctl',
  'reload-systemd',
  'broker-settings',
  'broker-restart',
  'zookeeper-restart',
] satisfies readonly OnChange[];

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
      files
        .filter((file) => ON_CHANGE.includes(file[5]!))
        .map((file) => [file[6]!, file[5] as OnChange]),
    ),
    ...(archiveKey !== undefined && { archiveKey }),
    ...(archiveDigest !== undefined && { archiveDigest }),
  };
}
