import type { Problem } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import { HostError, mayPass, type HostErrorKind } from '../../hosts/host-error';
import type { HostShells } from '../../hosts/host-shell';
import type { ClusterState } from '../cluster/cluster-state';

export interface WayOptions {
  readonly topology: Topology;
  readonly shells: HostShells;
  /** Whether the processes' ports are reached through SSH: always, unless `--direct`. */
  readonly viaSsh: boolean;
  /** Looks at the cluster once. */
  readonly look: () => Promise<ClusterState>;
}

/** A look that notes who answers, and the reason to wait no longer. */
export interface WatchedWay {
  readonly look: () => Promise<ClusterState>;
  readonly hopeless: () => Promise<Problem | undefined>;
}

/** Of a host that shows another fault, the other ports may well be reached without SSH. */
const NO_ROUTE: readonly HostErrorKind[] = [
  ...(['unreachable', 'timed-out', 'name-unknown', 'no-instance'] as const),
];

/** No cluster restarts all of its hosts at once, and none takes longer to come back to SSH. */
const SILENCE_MS = 120_000;

/**
 * Looks for a gate, and ends its waiting where no process of the cluster answers because there is no
 * way to it from here: what a gate waits for would never come.
 */
export function watchWay(options: WayOptions): WatchedWay {
  let silentSince: number | undefined;
  return {
    look: async () => {
      const state = await options.look();
      silentSince = isSilent(state) ? (silentSince ?? performance.now()) : undefined;
      return state;
    },
    hopeless: async () => {
      if (silentSince === undefined) return undefined;
      const isLong = performance.now() - silentSince >= SILENCE_MS;
      if (!isLong && !options.viaSsh) return undefined;
      return judgeWay(await failuresOf(options), { isLong, viaSsh: options.viaSsh });
    },
  };
}

const isSilent = ({ controllers, members }: ClusterState): boolean =>
  controllers.size === 0 && members.size === 0;

function failuresOf({ topology, shells }: WayOptions): Promise<readonly (HostError | undefined)[]> {
  return Promise.all(
    topology.hosts.map(({ name }) =>
      shells
        .of(name)
        .run(['true'])
        .then(
          () => undefined,
          (error: unknown) => {
            if (error instanceof HostError) return error;
            throw error;
          },
        ),
    ),
  );
}

/**
 * Why there is no way to a cluster whose processes are silent; undefined where there may be one.
 *
 * @param failures how each host fails to be reached by SSH; undefined for one that is reached
 */
export function judgeWay(
  failures: readonly (HostError | undefined)[],
  { isLong, viaSsh }: { readonly isLong: boolean; readonly viaSsh: boolean },
): Problem | undefined {
  // Hosts that are just starting show faults that pass, but not all of them for so long.
  const lasts = (error: HostError) =>
    viaSsh ? isLong || !mayPass(error) : isLong && NO_ROUTE.includes(error.kind);
  return failures.every((error) => error && lasts(error)) ? failures[0]?.problem : undefined;
}
