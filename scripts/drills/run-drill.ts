import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { newSmokeTopicName } from '../health/smoke-topic-name';
import type { DeployedCluster } from '../health/deployed-cluster';
import { retryFor } from '../system/retry-for';
import type { Drill } from './drills';
import type { DrillReport } from './drill-report';
import { RecordJudge } from './judge/record-judge';
import { makeFault, undoFault } from './make-fault';

export interface RunDrillOptions {
  readonly cluster: Pick<
    DeployedCluster,
    'inventory' | 'topology' | 'reach' | 'shells' | 'look' | 'gate'
  >;
  readonly drill: Drill;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** Instead of those that the drill would choose. */
  readonly victim?: Host | undefined;
}

/** Records are written for so long before anything happens. */
const STEADY_MS = 3_000;
/** Longer than the fault lasts: the host takes it back by itself when nobody has. */
const UNDO_SLACK_SECONDS = 60;
/** A host that boots, or whose network comes back, is away for so long. */
const REACHABLE_MS = 300_000;

/**
 * Does harm to a healthy cluster while records are written, takes it back, waits until the cluster is
 * healthy again, and says what became of every record. What it did is undone however it ends.
 *
 * @throws GateError where the cluster is not healthy before, or not healthy again after
 */
export async function runDrill(options: RunDrillOptions): Promise<DrillReport> {
  const { cluster, drill, signal, onProgress } = options;
  const { topology, reach, shells } = cluster;
  for (const { name } of topology.hosts) await undoFault(shells.of(name));
  onProgress('waiting for the gate');
  const state = await cluster.gate({ signal });
  const victims = options.victim ? [options.victim] : drill.victims(topology, state);
  const topicName = newSmokeTopicName(new Date());
  const judge = await RecordJudge.start({ topology, reach, topicName }, signal);
  try {
    await sleep(STEADY_MS, undefined, { signal });
    const faultAtMs = Date.now();
    await strike(options, victims);
    onProgress('waiting until the cluster is healthy again');
    await cluster.gate({ signal });
    const healthyAgainMs = Date.now() - faultAtMs;
    onProgress('reading all records back');
    return {
      ...{ drill: drill.name, cluster: topology.spec.clusterName, healthyAgainMs },
      hosts: victims.map(({ name }) => name),
      startedAt: new Date(faultAtMs).toISOString(),
      partitions: await judge.verdict(faultAtMs),
    };
  } finally {
    await judge.remove();
  }
}

/** Makes the fault, keeps it for its time, and takes it back. */
async function strike(
  { cluster, drill, signal, onProgress }: RunDrillOptions,
  victims: readonly Host[],
): Promise<void> {
  const { fault, holdSeconds } = drill;
  // Nobody else can take it back on a host that is cut off.
  const undoAfterSeconds = holdSeconds + (fault.cutsOff ? 0 : UNDO_SLACK_SECONDS);
  try {
    await Promise.all(
      victims.map((host) =>
        makeFault({ shell: cluster.shells.of(host.name), host, fault, undoAfterSeconds }),
      ),
    );
    onProgress(`${victims.map(({ name }) => name).join(', ')}: ${fault.told}`);
    await sleep(holdSeconds * 1_000, undefined, { signal });
  } finally {
    await takeBack({ cluster, drill, onProgress }, victims);
  }
}

type Undoing = Pick<RunDrillOptions, 'cluster' | 'drill' | 'onProgress'>;

/** Also after an interrupt: a host that is cut off takes its fault back by itself, and is waited for. */
async function takeBack(
  { cluster, drill, onProgress }: Undoing,
  victims: readonly Host[],
): Promise<void> {
  const { undo, cutsOff } = drill.fault;
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
