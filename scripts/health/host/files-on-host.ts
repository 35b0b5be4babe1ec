import type { HostShell } from '../../hosts/host-shell';

/** A file as it was found on a host. */
export interface FoundFile {
  readonly sha256: string;
  readonly mode: number;
}

/** By path; a file that is missing is not in it. */
export type FoundFiles = ReadonlyMap<string, FoundFile>;

/** Looks at these files of a host. */
export async function readFoundFiles(
  shell: Pick<HostShell, 'run'>,
  paths: readonly string[],
): Promise<FoundFiles> {
  // Both go on after a file that is missing, and say so by their exit code.
  const [digests, modes] = await Promise.all([
    shell.run(['sha256sum', '--', ...paths]),
    shell.run(['stat', '--format=%a %n', '--', ...paths]),
  ]);
  return parseFoundFiles(digests.stdout, modes.stdout);
}

/** Reads what `sha256sum` and `stat --format='%a %n'` print. */
export function parseFoundFiles(digests: string, modes: string): FoundFiles {
  const modeOf = new Map(
    [...modes.matchAll(/^(\d+) (.+)$/gm)].map(([, mode, path]) => [path, parseInt(mode!, 8)]),
  );
  return new Map(
    [...digests.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)].map(([, sha256, path]) => [
      path!,
      { sha256: sha256!, mode: modeOf.get(path) ?? 0 },
    ]),
  );
}
