import { formatProblem, type Problem } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import type { ClusterState } from '../cluster/cluster-state';
import type { Tolerance } from '../cluster/judged-cluster';
import type { GatePatience } from './gate-patience';
import type { WatchedWay } from './watch-way';

export interface GateOptions extends Tolerance {
  readonly signal: AbortSignal;
  /** The host that was just restarted: what is not well because of it is expected, and told as that. */
  readonly restarted?: string;
  /** Ends the waiting at once where it gives a reason: what it waits for will not come. */
  readonly hopeless?: () => Promise<Problem | undefined>;
  /**
   * Whether what is no fault is told: not behind a restart, where leaders are away until they are handed back.
   * @default true
   */
  readonly tellsNotes?: boolean;
}

/** The cluster before the gate, and how it is waited for there. */
export interface GatedCluster {
  readonly topology: Topology;
  /** A look, and who may say that waiting is of no use, for one gate. */
  readonly look: (signal: AbortSignal) => Pick<WatchedWay, 'look'> & Partial<WatchedWay>;
  readonly patience?: GatePatience | undefined;
  /** Each note once, however many gates a roll has. @default - of this cluster's gates alone */
  readonly told?: Set<string>;
  /** Told what is waited for. */
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** The gates of a cluster. */
export function openGate({
  topology,
  look,
  patience,
  onProgress,
  told = new Set(),
}: GatedCluster): (options: GateOptions) => Promise<ClusterState> {
  return async ({ signal, hopeless, tellsNotes = true, ...waiting }) => {
    const { waitForGate } = await import('./wait-for-gate.js');
    const way = look(signal);
    const state = await waitForGate({
      ...{ topology, signal, ...patience, ...waiting },
      ...(onProgress && { onProgress }),
      look: way.look,
      hopeless: async () => (await hopeless?.()) ?? (await way.hopeless?.()),
    });
    if (!tellsNotes) return state;
    // Before a stop, not after: then writes to a topic that can't bear it are refused already.
    const { noteCluster } = await import('../cluster/judge-cluster.js');
    const notes = noteCluster({ topology, state }).map(formatProblem);
    notes.filter((note) => !told.has(note)).forEach((note) => onProgress?.(note));
    notes.forEach((note) => told.add(note));
    return state;
  };
}
