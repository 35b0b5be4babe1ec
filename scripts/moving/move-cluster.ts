import type { Topology } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import type { Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import type { Brokers } from '../cluster-access/ask-brokers';
import { electPreferred } from '../leadership/elect-preferred';
import { electable, readLeadership } from '../leadership/read-leadership';
import { formatBytes, formatDuration } from '../terminal/quantities';
import { carryOut, waitForRunning } from './carry-out';
import { carryOutDisks } from './carry-out-disks';
import { LoadGuard } from './load-guard';
import { MoveError } from './move-error';
import { planMove } from './planning/plan-move';
import type { MovePlan } from './planning/placement';
import { readPlacement, type LivePlacement } from './read-placement';
import { takeThrottlesBack } from './throttle';
import type { RateLimits } from './throttle-rate';

export interface MoveRequest {
  /** Ids of brokers that are to hold nothing afterwards. */
  readonly off: ReadonlySet<number>;
  /** Of these topics alone; of all where there is none. */
  readonly topics: readonly string[];
}

export interface MovedCluster {
  readonly topology: Topology;
  readonly reach: Reach;
  /** Waits until the cluster is healthy, apart from brokers that are to be emptied. */
  readonly gate: (signal: AbortSignal) => Promise<void>;
}

export interface MoveOptions {
  readonly rates: RateLimits;
  readonly firstRate: number;
  readonly stallMs: number;
  /** Keeps other commands from changing the cluster meanwhile. */
  readonly change: ClusterChange;
  readonly onProgress: (text: string) => void;
}

/** What is there, and what is to be done about it. */
export interface PlannedMove {
  readonly placement: LivePlacement;
  readonly plan: MovePlan;
}

/** @throws MoveError where a broker that stays gives no answer, MovePlanError where no plan is possible */
export async function planLiveMove(
  brokers: Brokers,
  { off, topics }: MoveRequest,
): Promise<PlannedMove> {
  const placement = await readPlacement(brokers);
  const lost = placement.silent.find((id) => !off.has(id));
  if (lost !== undefined) {
    throw new MoveError({
      path: `broker ${lost}`,
      rule: 'answer before partitions are moved',
      value: 'no answer',
      remedy: `Start it and wait until it is in sync, or move everything off it: \`drain broker-${lost}\``,
    });
  }
  const partitions =
    topics.length === 0
      ? placement.partitions
      : placement.partitions.filter(({ topic }) => topics.includes(topic));
  const goal = { leaving: off, onlyWhatMust: off.size > 0 };
  return { placement, plan: planMove({ ...placement, partitions }, goal) };
}

/**
 * Does what is asked for, and takes its throttle back however it ends. What it does is planned anew when
 * all that was on its way has arrived: nobody else changes the cluster from then on.
 */
export async function moveCluster(
  cluster: MovedCluster,
  request: MoveRequest,
  options: MoveOptions,
): Promise<void> {
  const { rates, firstRate, change, onProgress } = options;
  const { signal } = change;
  // An interrupt leaves these connections alone: what was begun is taken back through them.
  await withBrokers(cluster, async (brokers) => {
    const start = performance.now();
    const guard = await LoadGuard.start(brokers, rates, firstRate);
    try {
      const run = { ...options, brokers, guard, signal, apartFrom: request.off };
      await waitForRunning(run);
      await cluster.gate(signal);
      const { plan } = await planLiveMove(brokers, request);
      await carryOut(plan.moves, run);
      await carryOutDisks(plan.diskMoves, run);
      // Also of what an earlier run moved that was killed before this.
      await electPreferred(brokers, electable(await readLeadership(brokers)), { signal });
      const time = formatDuration((performance.now() - start) / 1_000);
      onProgress(`${formatBytes(plan.bytes + plan.diskBytes)} moved in ${time}.`);
    } finally {
      await Promise.all([guard.stop(), takeThrottlesBack(brokers)]);
    }
    const longest = Math.round(guard.longestAckMs);
    onProgress(`The longest wait for an acknowledgement was ${longest} ms.`);
  });
}
