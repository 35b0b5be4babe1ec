import { writeFileSync } from 'node:fs';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { Topology } from '../../cluster/topology';
import type { CertifiedCluster } from '../certificates/look-at-certificates';
import type { Reach } from '../cluster-access/reach';
import { TRUSTED } from '../secrets/secret-names';
import type { SecretStore } from '../secrets/secret-store';
import { findCluster, type NamedCluster } from './cluster-folders';
import { isSupervised } from './cluster-record';
import { localReach, localSecrets, trustedFile } from './local-secrets';

/** A local cluster that commands ask. */
export interface LocalAccess {
  readonly name: string;
  readonly topology: Topology;
  readonly folder: string;
  readonly reach: Reach;
  readonly secrets: SecretStore;
  /** Called when passwords of clients may have changed: writes the files with which they log in. */
  readonly onClients: () => Promise<void>;
}

/**
 * The way to the local cluster with this name; without one, to the only one.
 *
 * @throws UserError where that leaves a choice, or there is none
 */
export function localAccess(name: string | undefined): LocalAccess {
  return accessTo(findCluster(name));
}

/**
 * The same of one that runs.
 *
 * @throws UserError where it does not
 */
export function runningLocal(name: string | undefined): LocalAccess {
  const found = findCluster(name);
  if (!isSupervised(found.record)) {
    throw new UserError(`'${found.name}': must be up. Start it with \`${RUN_PROGRAM} local up\`.`);
  }
  return accessTo(found);
}

function accessTo({ name, folder, record: { topology } }: NamedCluster): LocalAccess {
  const secrets = localSecrets(folder);
  const onClients = async () => {
    const { writeClientFiles } = await import('./client-files.js');
    await writeClientFiles(folder, topology, secrets);
  };
  return { name, topology, folder, reach: localReach(folder, topology), secrets, onClients };
}

/** A local cluster as it is certified. */
export async function certifiedLocally({
  topology,
  folder,
  reach,
  secrets,
}: Pick<LocalAccess, 'topology' | 'folder' | 'reach' | 'secrets'>): Promise<CertifiedCluster> {
  const { localPlaces } = await import('./local-places.js');
  const onTools = async () => {
    const trusted = await secrets.read(TRUSTED);
    if (trusted !== undefined) writeFileSync(trustedFile(folder), trusted);
  };
  return { topology, reach, secrets, places: localPlaces(folder, topology), onTools };
}
