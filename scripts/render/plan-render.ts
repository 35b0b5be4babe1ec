import { changeEffect, type ChangeEffect } from '../../cluster/changes/change-effect';
import { UserError } from '../../cluster/errors';
import type { HostFile, RenderedHost } from '../../cluster/host-files';
import { MANIFEST_FILE, manifestPaths, type RenderManifest } from './manifest';

/** A file has this name until it is whole. */
export const scratchOf = (path: string) => `${path}.partial`;

/** What a folder holds before a render. */
export interface FoundFolder {
  readonly path: string;
  /** Its files by their path inside it; undefined where something is no plain file. */
  readonly files: ReadonlyMap<string, FoundFile | undefined>;
  /** What the render before has left, if it is one. */
  readonly manifest: RenderManifest | undefined;
}

export interface FoundFile {
  readonly content: string;
  readonly mode: number;
}

/** What a render will do to a folder. */
export interface RenderPlan {
  readonly files: readonly PlannedFile[];
  /** Files of the render before that no host has any more, inside the folder. */
  readonly removals: readonly string[];
}

export interface PlannedFile {
  readonly host: string;
  /** Inside the folder. */
  readonly place: string;
  readonly file: HostFile;
  readonly state: 'new' | 'changed' | 'same';
  /** What a host with the file of the render before would need to get to this one. */
  readonly effect: ChangeEffect;
}

/**
 * Decides what to write and what to remove.
 *
 * @throws UserError where the folder holds anything that no earlier render of this cluster has written
 */
export function planRender(
  clusterName: string,
  rendered: readonly RenderedHost[],
  found: FoundFolder,
): RenderPlan {
  refuseForeign(clusterName, found);
  const files = rendered.flatMap(({ host, files }) =>
    files.map((file) => planFile(host.name, file, found)),
  );
  const places = new Set([MANIFEST_FILE, ...files.map(({ place }) => place)]);
  const removals = [...found.files.keys()].filter((path) => !places.has(path)).sort();
  return { files, removals };
}

function planFile(host: string, file: HostFile, found: FoundFolder): PlannedFile {
  const place = `${host}${file.path}`;
  const before = found.files.get(place);
  const isSame = before?.content === file.content && before.mode === file.mode;
  return {
    host,
    place,
    file,
    state: before === undefined ? 'new' : isSame ? 'same' : 'changed',
    effect: changeEffect(before?.content, file.content, file.onChange),
  };
}

function refuseForeign(clusterName: string, { path, files, manifest }: FoundFolder): void {
  if (manifest && manifest.clusterName !== clusterName) {
    throw new UserError(
      `${path}: must be empty or hold an earlier render of '${clusterName}', got one of ` +
        `'${manifest.clusterName}'. Choose another folder.`,
    );
  }
  const own = new Set(manifest ? [MANIFEST_FILE, ...manifestPaths(manifest)] : []);
  // Where a render was killed as it wrote.
  const scratch = new Set([MANIFEST_FILE, ...own].map(scratchOf));
  const foreign = [...files.keys()].filter((file) => !own.has(file) && !scratch.has(file)).sort();
  if (foreign.length === 0) return;
  const others = foreign.length > 1 ? ` and ${foreign.length - 1} more` : '';
  throw new UserError(
    `${path}: must be empty or hold nothing but an earlier render, got '${foreign[0]}'${others}. ` +
      'Move that away, or choose another folder.',
  );
}
