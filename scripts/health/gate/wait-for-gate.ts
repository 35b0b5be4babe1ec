import { setTimeout as sleep } from 'node:timers/promises';
import { formatProblem, UserError, type Problem } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import { controllerOf, type ClusterState } from '../cluster/cluster-state';
import { judgeGate } from '../cluster/judge-cluster';
import type { Tolerance } from '../cluster/judged-cluster';
import { GATE_PATIENCE, type GatePatience } from './gate-patience';
import { describeProgress, hasProgressed, progressOf, type Progress } from './progress';

export interface WaitForGateOptions extends Tolerance, GatePatience {
  readonly topology: Topology;
  /** Looks at the cluster once. */
  readonly look: () => Promise<ClusterState>;
  readonly signal: AbortSignal;
  /** Told what is awaited, each thing once. */
  readonly onProgress?: (text: string) => void;
  /** The host that was just restarted: what is not well because of it is expected, and told as that. */
  readonly restarted?: string | undefined;
  /** Ends the waiting at once where it gives a reason: what it waits for will not come. */
  readonly hopeless?: () => Promise<Problem | undefined>;
}

/** A cluster that is not well is left alone for so much longer than the look at it took. */
const restAfter = (tookMs: number) => Math.max(100, 5 * tookMs);

/** A gate that stays closed. */
export class GateError extends UserError {
  override readonly name = 'GateError';
  override readonly exitCode = 1;

  constructor(
    readonly problems: readonly Problem[],
    reason: string,
  ) {
    super([...new Set(problems.map(formatProblem)), reason].join('\n'));
  }
}

/**
 * Waits until the cluster is healthy, as long as it gets better.
 *
 * @returns the state of the last look
 * @throws GateError with all that is not well
 */
export async function waitForGate(options: WaitForGateOptions): Promise<ClusterState> {
  const { topology, look, signal, hopeless, onProgress } = options;
  const { looks = GATE_PATIENCE.looks, pauseMs = GATE_PATIENCE.pauseMs } = options;
  const { stallMs = GATE_PATIENCE.stallMs, limitMs = GATE_PATIENCE.limitMs } = options;
  const start = performance.now();
  let best: Progress | undefined;
  let betterAt = start;
  const told = new Set<string>();
  for (let healthy = 0; ;) {
    signal.throwIfAborted();
    const lookedAt = performance.now();
    const state = await look();
    const problems = judgeGate({ ...options, topology, state });
    healthy = problems.length === 0 ? healthy + 1 : 0;
    if (healthy >= looks) return state;
    const now = performance.now();
    const progress = progressOf(topology, state);
    if (!best || healthy > 0 || hasProgressed(best, progress)) {
      best = progress;
      betterAt = now;
    }
    const text = describeAwaited(options, state, problems) ?? describeProgress(progress);
    if (!told.has(text)) onProgress?.(text);
    told.add(text);
    const reason = problems.length > 0 ? await hopeless?.() : undefined;
    if (reason)
      throw new GateError([reason, ...problems], 'The gate was not waited for any longer.');
    if (now - betterAt >= stallMs) throw new GateError(problems, gaveUp(stallMs, 'got better'));
    if (now - start >= limitMs) throw new GateError(problems, gaveUp(limitMs, 'was well for long'));
    // A cluster that is well is soon known to stay so. One that is not is looked at as often as that is cheap.
    const pause = healthy > 0 ? pauseMs / 2 : Math.min(pauseMs, restAfter(now - lookedAt));
    await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** Undefined where nothing is, or nothing but what a restart brings with it. */
function describeAwaited(
  { topology, restarted, ...tolerance }: WaitForGateOptions,
  state: ClusterState,
  problems: readonly Problem[],
): string | undefined {
  // It may have been the controller; while there is none, nobody tells of topics either.
  if (restarted !== undefined && controllerOf(state) === undefined) return undefined;
  const unexpected =
    restarted === undefined
      ? problems
      : judgeGate({ ...tolerance, topology, state, apartFrom: restarted });
  return unexpected[0] && formatProblem(unexpected[0]);
}

function gaveUp(ms: number, what: string): string {
  return `Waited for ${ms / 1_000} s in which nothing ${what}.`;
}
