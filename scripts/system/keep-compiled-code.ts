import { lstatSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { userFolders } from './user-folders';

// Imported early, for its effect: what is loaded from here on is compiled once, and then read from this folder. Half
// of the time until a command has something to ask would go to it otherwise.
// Not where Node would keep it by itself: in a folder of /tmp, somebody else may have put his own code first.
const folder = join(userFolders().cache, 'compiled');

try {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isOurs(folder)) enableCompileCache(folder);
} catch {
  // Without a home, or in one that can't be written to, all is compiled each time.
}

/** Who is root by sudo may have another's home. */
function isOurs(path: string): boolean {
  const { uid, mode } = lstatSync(path);
  const othersMayWrite = (mode & 0o022) !== 0;
  return uid === process.getuid?.() && !othersMayWrite;
}
