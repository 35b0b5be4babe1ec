import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { userFolders } from '../system/user-folders';
import { isSupervised, readRecord, type ClusterRecord } from './cluster-record';

/** A local cluster that commands find by its name: it runs, or its data is still there. */
export interface NamedCluster {
  readonly name: string;
  readonly folder: string;
  readonly record: ClusterRecord;
}

/** The folder of the cluster with this name; it need not exist. */
export function folderOf(name: string): string {
  return join(clustersFolder(), name);
}

/** The name by which commands find the cluster of a folder; undefined where they don't. */
export function nameOf(folder: string): string | undefined {
  return dirname(folder) === clustersFolder() ? basename(folder) : undefined;
}

const clustersFolder = (): string => join(userFolders().state, 'local');

/** This user's local clusters, sorted by name. */
export function listClusters(): readonly NamedCluster[] {
  const names = existsSync(clustersFolder()) ? readdirSync(clustersFolder()).sort() : [];
  return names.flatMap((name) => {
    const folder = folderOf(name);
    const record = readRecord(folder);
    return record ? [{ name, folder, record }] : [];
  });
}

/**
 * The cluster with this name; without one, the only one that runs, or else the only one there is.
 *
 * @throws UserError that lists the names where that leaves a choice
 */
export function findCluster(name: string | undefined): NamedCluster {
  const all = listClusters();
  const running = all.filter(({ record }) => isSupervised(record));
  const candidates = name === undefined ? (running.length > 0 ? running : all) : all;
  const [only, ...others] = candidates.filter((cluster) => cluster.name === (name ?? cluster.name));
  if (only && others.length === 0) return only;
  const names = all.map((cluster) => cluster.name).join(', ');
  if (name === undefined && only) {
    throw new UserError(`--name: must say which local cluster is meant. There are ${names}.`);
  }
  throw new UserError(
    all.length === 0
      ? `There is no local cluster. Start one with \`${RUN_PROGRAM} local up\`.`
      : `--name: must be that of a local cluster, got '${name}'. There are ${names}.`,
  );
}
