import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/**
 * Where a program lies: in the PATH, or beside a project's dependencies. Undefined where it doesn't.
 *
 * @param names each a name or an absolute path
 */
export function findProgram(
  names: readonly string[],
  folders: readonly string[] = (process.env.PATH ?? '').split(delimiter),
): string | undefined {
  return folders
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => resolve(folder, name)))
    .find(isExecutable);
}

/** The folders in which npm puts the programs of a project, from a folder of it upwards. */
export function npmProgramFolders(folder: string): readonly string[] {
  const at = resolve(folder);
  const above = dirname(at);
  return [join(at, 'node_modules', '.bin'), ...(above === at ? [] : npmProgramFolders(above))];
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
