import type { OnChange, RenderedHost } from '../../cluster/host-files';
import { rowsOf } from '../../cluster/processes/host-process';
import type { ProcessName } from '../../cluster/processes/processes';
import type { Topology } from '../../cluster/topology';

/** The name of the list, at the top of the folder that it lists. */
export const MANIFEST_FILE = 'manifest.json';

/** What a render has written: every file of every host. Its text is docs/host-files.md's. */
export interface RenderManifest {
  readonly clusterName: string;
  readonly kafkaVersion: string;
  readonly hosts: readonly ManifestHost[];
}

export interface ManifestHost {
  readonly name: string;
  readonly rack: string;
  readonly roles: readonly ProcessName[];
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  /** On the host; absolute. */
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  /** Permission bits in octal, such as `0644`. */
  readonly mode: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly onChange: OnChange;
}

export function manifestOf({ spec }: Topology, rendered: readonly RenderedHost[]): RenderManifest {
  return {
    clusterName: spec.clusterName,
    kafkaVersion: spec.kafkaVersion,
    hosts: rendered.map(({ host, files }) => ({
      name: host.name,
      rack: host.rack,
      roles: rowsOf(host).map((process) => process.name),
      files: files.map(({ path, owner, group, mode, sha256, onChange }) => ({
        path,
        owner,
        group,
        mode: mode.toString(8).padStart(4, '0'),
        sha256,
        onChange,
      })),
    })),
  };
}

/** The list as it is written and printed. */
export function manifestText(manifest: RenderManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** What an earlier render has left; undefined where the text is none of its lists. */
export function parseManifest(text: string): RenderManifest | undefined {
  try {
    const { clusterName, hosts } = JSON.parse(text) as Partial<RenderManifest>;
    const isOurs =
      typeof clusterName === 'string' && hosts?.every(({ files }) => Array.isArray(files));
    return isOurs ? (JSON.parse(text) as RenderManifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Where the files of a manifest stand, relative to its folder. */
export function manifestPaths({ hosts }: RenderManifest): readonly string[] {
  return hosts.flatMap(({ name, files }) => files.map(({ path }) => `${name}${path}`));
}
