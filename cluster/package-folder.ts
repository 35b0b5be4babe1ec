import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds templates/ and package.json: two levels up from the compiled code, one
 * from the sources, so it is searched for.
 */
export function packageFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
