import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '../../cluster/errors';
import { MANIFEST_FILE, parseManifest } from './manifest';
import type { FoundFile, FoundFolder } from './plan-render';

/**
 * What stands in a folder; an empty one where it does not exist yet.
 *
 * @throws UserError where the path is no folder, or can't be read
 */
export function readFolder(path: string): FoundFolder {
  const files = new Map<string, FoundFile | undefined>();
  for (const file of listFiles(path)) files.set(relative(path, file), readFound(file));
  const manifest = files.get(MANIFEST_FILE);
  return { path, files, manifest: manifest && parseManifest(manifest.content) };
}

function listFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new UserError(`${folder}: must be a folder that can be read. ${message}.`, {
      cause: error,
    });
  }
}

function readFound(path: string): FoundFile | undefined {
  const status = lstatSync(path);
  if (!status.isFile()) return undefined;
  return { content: readFileSync(path, 'utf8'), mode: status.mode & 0o7777 };
}
