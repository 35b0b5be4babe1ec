import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../cluster/errors';
import { print } from '../terminal/print';

/**
 * Writes files by their names into a folder, which is made where it is not there, and prints the path of each.
 *
 * @throws UserError where it can not be written to
 */
export function writeFilesInto(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    try {
      mkdirSync(resolve(folder), { recursive: true });
      writeFileSync(resolve(path), content);
    } catch (error) {
      const { message } = error as Error;
      throw new UserError(`${path}: must be written to, and was not: ${message}`);
    }
    print(path);
  }
}
