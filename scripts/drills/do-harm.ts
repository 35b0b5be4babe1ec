import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import { processesOf } from '../../cluster/processes/host-process';
import { RUN_PROGRAM } from '../../cluster/program';
import type { Host } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import type { LiveCluster } from '../health/deployed-cluster';
import { restartPlan } from '../rolling/host-plan';
import { rollCluster } from '../rolling/roll';
import { retryFor } from '../system/retry-for';
import type { Harm } from './drills';
import type { Fault } from './fault';
import { makeFault, undoFault } from './make-fault';

/** How instances are made anew; terraform is another room's. */
export interface Replacement {
  /** @throws UserError where it would be refused */
  readonly check: (host: Host) => Promise<void>;
  /** Resolves when the new host serves and the cluster is well. */
  readonly carryOut: (host: Host) => Promise<void>;
}

/** What is harmed, and with what. */
export interface Drilling {
  readonly cluster: Omit<LiveCluster, 'judgeHosts'>;
  /** Of the run that holds the lock. */
  readonly change: ClusterChange;
  /** Not that of the lock: a drill that takes ZooKeeper away loses its lock, and goes on. */
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  readonly replacement: Replacement;
}

/** Longer than a fault lasts: the host takes it back by itself when nobody has. */
const UNDO_SLACK_SECONDS = 60;
/** A host that boots, or whose network comes back, is away for so long. */
const REACHABLE_MS = 300_000;
/** Until a host that should be replaced comes back by itself, where it still is there. */
const LOST_SECONDS = 900;

/** Does what a drill is about to these hosts, and takes it back where it is to be taken back. */
export async function doHarm(
  drilling: Drilling,
  harm: Harm,
  victims: readonly Host[],
): Promise<void> {
  switch (harm.kind) {
    case 'fault':
      return await strike(drilling, harm, victims);
    case 'roll':
      return await roll(drilling, victims);
    case 'replacement':
      return await loseAndReplace(drilling, harm.fault, victims);
  }
}

/** Makes the fault, keeps it for its time, and takes it back. */
async function strike(
  drilling: Drilling,
  { fault, holdSeconds }: Harm & { readonly kind: 'fault' },
  victims: readonly Host[],
): Promise<void> {
  const { signal } = drilling;
  // Nobody else can take it back on a host that is cut off.
  const undoAfterSeconds = holdSeconds + (fault.cutsOff ? 0 : UNDO_SLACK_SECONDS);
  try {
    await make(drilling, { fault, undoAfterSeconds }, victims);
    await sleep(holdSeconds * 1_000, undefined, { signal });
  } finally {
    await takeBack(drilling, fault, victims);
  }
}

/** As `converge` does it for a setting that needs a restart. An interrupt ends it between two hosts. */
async function roll(
  { cluster, change, onProgress }: Drilling,
  victims: readonly Host[],
): Promise<void> {
  const hosts = victims.flatMap((host) =>
    processesOf(cluster.topology, host)
      .filter(({ row }) => row.role === 'broker')
      .map((process) => restartPlan(host, process, 'a drill')),
  );
  const resume = `${RUN_PROGRAM} drill roll …`;
  await rollCluster({ cluster, change, onProgress, resume }, { hosts, takenBack: [] });
}

/**
 * To all others, a host that is cut off is one that is lost; and it is one that comes back by itself where
 * this program is killed before its instance is gone.
 */
async function loseAndReplace(
  drilling: Drilling,
  fault: Fault,
  victims: readonly Host[],
): Promise<void> {
  const names = victims.map(({ name }) => name).join(', ');
  try {
    await make(drilling, { fault, undoAfterSeconds: LOST_SECONDS }, victims);
    for (const host of victims) await drilling.replacement.carryOut(host);
  } catch (error) {
    drilling.onProgress(
      `${names}: ${LOST_SECONDS / 60} minutes after it was cut off it comes back by itself, unless its instance is gone: deploy then.`,
    );
    throw error;
  }
}

async function make(
  { cluster, onProgress }: Drilling,
  what: { readonly fault: Fault; readonly undoAfterSeconds: number },
  victims: readonly Host[],
): Promise<void> {
  await Promise.all(
    victims.map((host) => makeFault({ shell: cluster.shells.of(host.name), host, ...what })),
  );
  onProgress(`${victims.map(({ name }) => name).join(', ')}: ${what.fault.told}`);
}

/** Also after an interrupt: a host that is cut off takes its fault back by itself, and is waited for. */
async function takeBack(
  { cluster, onProgress }: Drilling,
  { undo, cutsOff }: Fault,
  victims: readonly Host[],
): Promise<void> {
  if (!undo && !cutsOff) return;
  onProgress(cutsOff ? 'waiting until it is reached again' : 'taking it back');
  const ends = await Promise.allSettled(
    victims.map(({ name }) =>
      retryFor({ durationMs: REACHABLE_MS }, () => undoFault(cluster.shells.of(name))),
    ),
  );
  const left = victims.filter((_, index) => ends[index]?.status === 'rejected');
  if (left.length === 0) return;
  throw new UserError(
    `${left.map(({ name }) => name).join(', ')}: must take the fault back, and was not reached for ${REACHABLE_MS / 1_000} s. ` +
      'Its own timer (cdktf-kafka-drill-undo) does it; look at the host.',
  );
}
