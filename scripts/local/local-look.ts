import { readFile } from 'node:fs/promises';
import { foundCertificate, readCertificates } from '../../cluster/identities/found-certificate';
import type { Topology } from '../../cluster/topology';
import type { Reach } from '../cluster-access/reach';
import type { ReadIdentityFile } from '../health/cluster/seen-certificates';
import type { SmokeContext } from '../smoke/smoke-context';

/** A local cluster for smoke checks: its files lie on this machine. */
export function localSmokeContext(topology: Topology, reach: Reach): SmokeContext {
  return { topology, reach, look: localLook(topology, reach) };
}

/** Looks at a local cluster once. */
export function localLook(topology: Topology, reach: Reach): NonNullable<SmokeContext['look']> {
  return async (signal, how) => {
    const { readClusterState } = await import('../health/cluster/read-cluster-state.js');
    return await readClusterState({
      topology,
      reach,
      signal,
      readIdentity: readLocalIdentity,
      ...how,
    });
  };
}

/** Of a file that lies on this machine. */
export const readLocalIdentity: ReadIdentityFile = async (_, path) => {
  const [own] = readCertificates(await readFile(path, 'utf8'));
  return own && foundCertificate(own);
};
