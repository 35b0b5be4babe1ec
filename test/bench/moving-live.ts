import { setTimeout as sleep } from 'node:timers/promises';
import { createTopicsV7, ProduceAcks, produceV11 } from '@platformatic/kafka';
import type { ClusterChange } from '../../scripts/changing/cluster-change';
import { withClusterChange } from '../../scripts/changing/with-cluster-change';
import { controllerOf } from '../../scripts/cluster-access/ask-brokers';
import { directReach } from '../../scripts/cluster-access/reach';
import { readClusterState } from '../../scripts/health/cluster/read-cluster-state';
import { waitForGate } from '../../scripts/health/gate/wait-for-gate';
import plainLocalSpec from '../support/plain-local.spec';
import { moveCluster } from '../../scripts/moving/move-cluster';
import { FIRST_RATE, USUAL_RATES } from '../../scripts/moving/usual-rates';
import { readLedPartitions } from '../../scripts/smoke/topic/led-partitions';
import { retryFor } from '../../scripts/system/retry-for';
import { gapsMs, type Acknowledged } from './support/acknowledgement-gaps';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import type { BenchOptions } from './support/bench-options';
import { judgeTopic } from './support/judge-topic';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { median } from './support/statistics';
import { startVerifiableProducer } from './support/verifiable-producer';

const LOAD = { topic: 'judged', rate: 600, keys: 1_000 };
const PARTITIONS = { judged: 12, bulk: 48 };
const RECORD = Buffer.alloc(900_000, 'x');
/** Of each partition of `bulk`. */
const RECORDS = 20;
/** The broker that is filled and emptied in turn. */
const JOINING = 4;
/** A producer that has just started is slow. */
const WARM_MS = 15_000;
/** What a step does to producers is over by then. */
const AFTER_MS = 1_500;

/** What was done, and how long partitions waited meanwhile. */
interface Measured {
  readonly what: string;
  readonly seconds: number;
  /** Of each partition, in seconds. */
  readonly gaps: readonly number[];
  /** What the tool measured itself. */
  readonly toldMs: number;
}

/** How long partitions wait for acknowledgements while a broker joins, and while it is emptied. */
export async function movingLive({ signal, rounds = 3 }: BenchOptions): Promise<string> {
  const brokers = [1, 2, 3, JOINING].map((id) => ({ id, rack: 'r' }));
  const plan = { name: 'rendered', spec: { ...plainLocalSpec, brokers } };
  return await withClusters([plan], signal, async (cluster) => {
    await fill(cluster);
    const acked: Acknowledged[] = [];
    const producer = startVerifiableProducer(cluster, LOAD, (each) => acked.push(each));
    await sleep(WARM_MS, undefined, { signal });
    const measured: Measured[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(await measure('nothing moves', acked, () => sleep(WARM_MS).then(() => 0)));
      measured.push(await measure('a broker joins', acked, () => move(cluster, [])));
      measured.push(await measure('it is emptied', acked, () => move(cluster, [JOINING])));
      console.error(`round ${round} of ${rounds}`);
      await restart(cluster);
    }
    await producer.stop();
    const verdict = await judgeTopic(cluster, 'judged', new Set(acked.map(({ value }) => value)));
    const counts = Object.entries(verdict).map(([what, count]) => `${count} ${what}`);
    return `${render(measured)}\n\nRecords: ${counts.join(', ')}.`;
  });
}

async function measure(
  what: string,
  acked: readonly Acknowledged[],
  work: () => Promise<number>,
): Promise<Measured> {
  const from = Date.now();
  const toldMs = await work();
  const to = Date.now();
  await sleep(AFTER_MS);
  const gaps = [...gapsMs(acked, from, to + AFTER_MS).values()].map((ms) => ms / 1_000);
  const measured = { what, seconds: (to - from) / 1_000, gaps, toldMs };
  console.error(
    `${what}: ${measured.seconds.toFixed(1)} s, longest gap ${Math.max(...gaps)} s, told ${toldMs} ms`,
  );
  return measured;
}

/** As `move` and `drain` do it. @returns the longest wait that the tool saw, in milliseconds */
async function move(cluster: BenchCluster, off: readonly number[]): Promise<number> {
  const { topology, signal } = cluster;
  const reach = directReach;
  const look = () => readClusterState({ topology, reach, signal });
  const gate = async () => void (await waitForGate({ topology, look, signal }));
  let longestMs = 0;
  await withClusterChange({ topology, reach }, { command: 'bench', signal }, async (change) => {
    const noting: ClusterChange = {
      ...change,
      step: (todo, work) =>
        change.step(todo, async (facts) => {
          const result = await work(facts);
          longestMs = Math.max(longestMs, facts.pauseMs ?? 0);
          return result;
        }),
    };
    const rates = { rates: USUAL_RATES, firstRate: FIRST_RATE };
    const request = { off: new Set(off), topics: [] };
    await moveCluster({ topology, reach, gate }, request, {
      ...{ ...rates, stallMs: 120_000, change: noting },
      onProgress: () => undefined,
    });
  });
  return longestMs;
}

/** What joins next has just been started. */
async function restart({ local, topology, signal }: BenchCluster): Promise<void> {
  await local.kill(`broker-${JOINING}`, 'kafka', 'SIGTERM');
  await local.start(`broker-${JOINING}`, 'kafka');
  const look = () => readClusterState({ topology, reach: directReach, signal });
  await waitForGate({ topology, look, signal });
}

/** Two topics on all brokers but the last: one that is written to, and one that is large. */
async function fill(cluster: BenchCluster): Promise<void> {
  const controller = await controllerOf(cluster);
  const topics = Object.entries(PARTITIONS).map(([name, count]) => ({
    ...{ name, numPartitions: -1, replicationFactor: -1, configs: [] },
    assignments: Array.from({ length: count }, (_, index) => ({
      partitionIndex: index,
      brokerIds: [0, 1, 2].map((step) => ((index + step) % 3) + 1),
    })),
  }));
  await controller.ask(createTopicsV7.api, topics, 30_000, false);
  const wait = { durationMs: 60_000, signal: cluster.signal };
  const led = await retryFor(wait, () => readLedPartitions(cluster, 'bulk'));
  for (const { leader, topic, partition } of led) {
    const messages = [{ topic, partition, value: RECORD }];
    for (let left = RECORDS; left > 0; left -= 1) {
      await retryFor(wait, () =>
        cluster.kafka.broker(leader).ask(produceV11.api, ProduceAcks.ALL, 30_000, messages, {}),
      );
    }
  }
}

function render(all: readonly Measured[]): string {
  const rows = [...new Set(all.map(({ what }) => what))].map((what) => {
    const own = all.filter((each) => each.what === what);
    const told = own.map(({ toldMs }) => toldMs / 1_000);
    return [
      what,
      medianAndRange(own.map(({ seconds }) => seconds)),
      ...[median, (gaps: readonly number[]) => Math.max(...gaps)].map((pick) =>
        medianAndRange(
          own.map(({ gaps }) => pick(gaps)),
          2,
        ),
      ),
      Math.max(...told) > 0 ? medianAndRange(told, 2) : '-',
    ];
  });
  const gap = 'gap of a partition, s, median (least-most)';
  const header = ['what', 'it takes, s', `middle ${gap}`, `longest ${gap}`];
  return markdownTable([...header, 'as the tool measured it, s'], rows);
}
