import { setTimeout as sleep } from 'node:timers/promises';
import { formatProblem } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import type { ClusterState } from './cluster/cluster-state';
import { judgeBesideDrift, judgeGate } from './cluster/judge-cluster';
import type { Finding } from './cluster/judged-cluster';

export interface UntilWellOptions {
  readonly topology: Topology;
  /** Looks at the cluster once. */
  readonly look: (signal: AbortSignal) => Promise<ClusterState>;
  /** How long the cluster may take; with 0, one look is all. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Told what is awaited, each time that this changes. */
  readonly onProgress?: (text: string) => void;
}

export interface LastLook {
  readonly found: readonly Finding[];
  readonly state: ClusterState;
}

const PAUSE_MS = 1_000;

/**
 * Looks until the cluster is as it should be, beside what `converge` compares with the spec.
 *
 * @returns what is not so at the last look, which is empty where it is well; and that look
 */
export async function untilWell(options: UntilWellOptions): Promise<LastLook> {
  const { topology, look, limitMs, signal, onProgress } = options;
  const end = performance.now() + limitMs;
  let told = '';
  for (;;) {
    const state = await look(signal);
    const cluster = { topology, state };
    const found = judgeBesideDrift(cluster);
    // What closes no gate passes by no waiting.
    const [awaited] = judgeGate(cluster);
    if (!awaited || performance.now() >= end) return { found, state };
    const text = formatProblem(awaited);
    if (text !== told) onProgress?.(text);
    told = text;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
