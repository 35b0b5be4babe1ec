import type { Topology } from '../../cluster/topology';
import type { Reach } from '../cluster-access/reach';
import { findCluster } from './cluster-folders';
import { localReach } from './local-secrets';

/** A local cluster that commands ask. */
export interface LocalAccess {
  readonly topology: Topology;
  readonly reach: Reach;
}

/**
 * The way to the local cluster with this name; without one, to the only one.
 *
 * @throws UserError where that leaves a choice, or there is none
 */
export function localAccess(name: string | undefined): LocalAccess {
  const { folder, record } = findCluster(name);
  return { topology: record.topology, reach: localReach(folder, record.topology) };
}
