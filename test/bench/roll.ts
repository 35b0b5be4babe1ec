import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from '../../cluster/processes/host-process';
import type { ClusterChange, StepToDo } from '../../scripts/changing/cluster-change';
import { withClusterChange } from '../../scripts/changing/with-cluster-change';
import { findController } from '../../scripts/cluster-access/ask-brokers';
import { directReach } from '../../scripts/cluster-access/reach';
import { readClusterState } from '../../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../../scripts/health/gate/wait-for-gate';
import { restartPlan } from '../../scripts/rolling/host-plan';
import { rollCluster } from '../../scripts/rolling/roll';
import { gapsMs, type Acknowledged } from './support/acknowledgement-gaps';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import type { BenchOptions } from './support/bench-options';
import { judgeTopic } from './support/judge-topic';
import { localShells } from './support/local-shells';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { median } from './support/statistics';
import { RENDERED } from './support/stock-settings';
import { createTopic } from './support/topics';
import { startVerifiableProducer } from './support/verifiable-producer';

const TOPIC = 'rolled';
const PARTITIONS = 12;
const RATE = 600;
/** So many keys come to each partition in equal parts: some 50 records a second. */
const KEYS = 1_000;
/** A producer that has just started is slow. */
const WARM_MS = 15_000;
/** What a step does to producers is over by then. */
const AFTER_MS = 1_500;

/** A step of a roll, and what it cost. */
interface Measured {
  readonly host: string;
  readonly what: string;
  readonly isController: boolean;
  /** Of each partition, in seconds. */
  readonly gaps: readonly number[];
  /** What the tool measured itself. */
  readonly toldMs: number | undefined;
}

/** How long partitions wait for acknowledgements while brokers are restarted one after the other. */
export async function roll({ signal, rounds = 5 }: BenchOptions): Promise<string> {
  return await withClusters([RENDERED], signal, async (cluster) => {
    await createTopic(cluster, TOPIC, { partitions: PARTITIONS, replicationFactor: 3 });
    const acked: Acknowledged[] = [];
    const load = { topic: TOPIC, rate: RATE, keys: KEYS };
    const producer = startVerifiableProducer(cluster, load, (each) => acked.push(each));
    await sleep(WARM_MS, undefined, { signal });
    const steps: Measured[] = [];
    const seconds: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const { measured, took } = await rollOnce(cluster, acked);
      steps.push(...measured);
      seconds.push(took);
      console.error(`round ${round}: ${took.toFixed(1)} s`);
      await sleep(WARM_MS / 3, undefined, { signal });
    }
    await producer.stop();
    const verdict = await judgeTopic(cluster, TOPIC, new Set(acked.map(({ value }) => value)));
    const counts = Object.entries(verdict).map(([what, count]) => `${count} ${what}`);
    const took = `Three brokers in ${medianAndRange(seconds)} s, ${rounds} rounds; records: ${counts.join(', ')}.`;
    return [renderSteps(steps), took].join('\n\n');
  });
}

/** As `converge` does where each broker needs a restart, but without SSH. */
async function rollOnce(cluster: BenchCluster, acked: readonly Acknowledged[]) {
  const { topology, local, signal } = cluster;
  const reach = directReach;
  const controller = (await findController(cluster)).name;
  const spans: (StepToDo & { from: number; to: number; toldMs: number | undefined })[] = [];
  const look = (signal: AbortSignal) => readClusterState({ topology, reach, signal });
  const plans = topology.hosts.map((host) => {
    const kafka = processesOf(topology, host).find(({ row }) => row.role === 'broker')!;
    return restartPlan(host, kafka, 'a benchmark');
  });
  const start = performance.now();
  await withClusterChange({ topology, reach }, { command: 'bench', signal }, async (change) => {
    const noting: ClusterChange = {
      ...change,
      step: (todo, work) =>
        change.step(todo, async (facts) => {
          const from = Date.now();
          const result = await work(facts);
          spans.push({ ...todo, from, to: Date.now(), toldMs: facts.pauseMs });
          return result;
        }),
    };
    const rolled = {
      ...{ topology, reach, shells: localShells(local), look },
      gate: (options: Parameters<Parameters<typeof rollCluster>[0]['cluster']['gate']>[0]) =>
        waitForGate({ ...options, topology, look: () => look(signal) }),
    };
    const onProgress = (text: string) => console.error(`  ${text}`);
    const how = { cluster: rolled, change: noting, onProgress, resume: '' };
    await rollCluster(how, { hosts: plans, takenBack: [] });
  });
  const took = (performance.now() - start) / 1_000;
  await sleep(AFTER_MS, undefined, { signal });
  const measured = spans.map(({ host = '', what, from, to, toldMs }, index) => {
    // A step is over when the next one begins: what it cost may show a little later.
    const until = Math.min(to + AFTER_MS, spans[index + 1]?.from ?? Infinity);
    const gaps = [...gapsMs(acked, from, until).values()].map((ms) => ms / 1_000);
    return { host, what, isController: host === controller, gaps, toldMs };
  });
  return { measured, took };
}

function renderSteps(steps: readonly Measured[]): string {
  const groups = [
    ['restart', false],
    ['restart', true],
    ['give', false],
    ['give', true],
  ] as const;
  const rows = groups.flatMap(([verb, isController]) => {
    const own = steps.filter((s) => s.what.startsWith(verb) && s.isController === isController);
    if (own.length === 0) return [];
    const told = own.flatMap(({ toldMs }) => (toldMs === undefined ? [] : [toldMs / 1_000]));
    return [
      [
        `${verb === 'give' ? 'given its partitions back' : 'restarted'}`,
        isController ? 'the controller' : 'another broker',
        String(own.length),
        medianAndRange(
          own.map(({ gaps }) => median(gaps)),
          2,
        ),
        medianAndRange(
          own.map(({ gaps }) => Math.max(...gaps)),
          2,
        ),
        `${own.filter(({ gaps }) => Math.max(...gaps) >= 0.5).length}`,
        medianAndRange(told, 2),
      ],
    ];
  });
  const gap = 'gap of a partition, s, median (least-most)';
  const header = ['what', 'who', 'times', `middle ${gap}`, `longest ${gap}`, '0.5 s or more'];
  return markdownTable([...header, 'as the tool measured it, s'], rows);
}
