import type { LiveCluster } from '../health/deployed-cluster';
import type { GatePatience } from '../health/gate/gate-patience';
import { openGate } from '../health/gate/open-gate';
import type { LocalAccess } from './local-access';
import { localLook } from './local-look';
import { localShells } from './local-shells';

interface Told {
  readonly patience?: GatePatience;
  /** Told what its gates wait for. */
  readonly onProgress: (text: string) => void;
}

/** A local cluster that is changed, with its gates. */
export function liveLocal(
  { topology, reach, folder }: Pick<LocalAccess, 'topology' | 'reach' | 'folder'>,
  { patience, onProgress }: Told,
): LiveCluster {
  const look = localLook(topology, reach);
  return {
    ...{ topology, reach, look, shells: localShells(folder, topology) },
    // They share this machine, which is its user's.
    judgeHosts: () => Promise.resolve([]),
    gate: openGate({
      ...{ topology, patience, onProgress },
      look: (signal) => ({ look: () => look(signal) }),
    }),
  };
}
