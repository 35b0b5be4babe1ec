import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { UserError } from '../../cluster/errors';
import { isSupervised, killLeftovers, readRecord } from './cluster-record';

/** Characters that need no quoting in any of the rendered files. */
const PLAIN_PATH = /^\/[\w./@+-]*$/;

/**
 * Makes the folder fit for a cluster: it exists, and no process uses it.
 *
 * @throws UserError where a cluster runs in it, or its path would break a rendered file
 */
export function claimFolder(folder: string): void {
  if (!PLAIN_PATH.test(folder)) {
    throw new UserError(
      `Folder: must be an absolute path of letters, digits and ./@_+- only, got '${folder}'. ` +
        'Name another one with --folder.',
    );
  }
  const record = readRecord(folder);
  if (record && isSupervised(record)) {
    throw new UserError(
      `${folder}: must not be in use, but process ${record.supervisor?.pid} runs the cluster ` +
        `'${record.clusterName}' in it. Stop that one first.`,
    );
  }
  if (record) killLeftovers(record);
  mkdirSync(folder, { recursive: true });
}

/**
 * Makes the folder fit for a new cluster: as {@link claimFolder}, and empty.
 *
 * @throws UserError also where something else than a local cluster lies in it
 */
export function claimEmptyFolder(folder: string): void {
  const isEmpty = !existsSync(folder) || readdirSync(folder).length === 0;
  if (!isEmpty && !readRecord(folder)) {
    throw new UserError(
      `${folder}: must be empty or hold an earlier local cluster, for it is emptied. Name another one.`,
    );
  }
  claimFolder(folder);
  for (const entry of readdirSync(folder)) rmSync(`${folder}/${entry}`, { recursive: true });
}
