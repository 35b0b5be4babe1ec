import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that is there as a whole at any time: whoever reads it meanwhile reads the one before. */
export function replaceFile(path: string, text: string): void {
  const scratch = `${path}.new`;
  try {
    writeFileSync(scratch, text);
    renameSync(scratch, path);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw error;
  }
}
