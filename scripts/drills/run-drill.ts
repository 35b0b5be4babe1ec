import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../../cluster/topology';
import { newSmokeTopicName } from '../health/smoke-topic-name';
import type { Drill } from './drills';
import type { DrillReport } from './drill-report';
import { doHarm, type Drilling } from './do-harm';
import { RecordJudge } from './judge/record-judge';
import { undoFault } from './make-fault';

export interface RunDrillOptions extends Drilling {
  readonly drill: Drill;
  /** Instead of those that the drill would choose. */
  readonly victim?: Host | undefined;
}

/** Records are written for so long before anything happens. */
const STEADY_MS = 3_000;

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
  // Nothing is lost that could not be made anew.
  if (drill.harm.kind === 'replacement') {
    for (const host of victims) await options.replacement.check(host);
  }
  const topicName = newSmokeTopicName(new Date());
  const judge = await RecordJudge.start({ topology, reach, topicName }, signal);
  try {
    await sleep(STEADY_MS, undefined, { signal });
    const faultAtMs = Date.now();
    await doHarm(options, drill.harm, victims);
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
