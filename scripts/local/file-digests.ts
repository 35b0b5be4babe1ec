import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The SHA-256 of these files, in hex, by their paths; a file that is missing is left out. */
export function fileDigests(paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      try {
        return [[path, createHash('sha256').update(readFileSync(path)).digest('hex')]];
      } catch {
        return [];
      }
    }),
  );
}
