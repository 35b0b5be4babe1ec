import type { Problem } from '../../../cluster/errors';
import type { HostFile } from '../../../cluster/host-files';
import type { FoundFiles } from './files-on-host';
import { MEND } from '../remedies';

/** What is wrong with the files that were found on a host. */
export function judgeFiles(
  hostName: string,
  wanted: readonly HostFile[],
  found: FoundFiles,
): readonly Problem[] {
  return wanted.flatMap((file) => judgeFile(hostName, file, found));
}

function judgeFile(hostName: string, file: HostFile, found: FoundFiles): readonly Problem[] {
  const path = `${hostName}, ${file.path}`;
  const remedy = `Bring in what the spec says with ${MEND.converge}`;
  const seen = found.get(file.path);
  if (!seen) return [{ path, rule: 'be there', remedy }];
  if (seen.sha256 !== file.sha256) {
    const value = `one with the SHA-256 ${seen.sha256.slice(0, 12)}…`;
    return [{ path, rule: 'be the file that the spec renders', value, remedy }];
  }
  if (seen.mode === file.mode) return [];
  return [{ path, rule: `have mode ${octal(file.mode)}`, value: octal(seen.mode), remedy }];
}

const octal = (mode: number) => mode.toString(8).padStart(4, '0');
