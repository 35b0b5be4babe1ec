import { setTimeout as sleep } from 'node:timers/promises';
import { metadataV12 } from '@platformatic/kafka';
import type { Topology } from '../../cluster/topology';
import { askAnyBroker, type Brokers } from '../cluster-access/ask-brokers';
import { newSmokeTopicName } from '../health/smoke-topic-name';
import { nudge } from '../probing/nudge';
import { makeProbedTopic, type ProbedTopic } from '../probing/probed-topic';
import { warmWriter } from '../probing/warm-up';
import { WriteWatch } from '../probing/write-watch';

const LOOK_EVERY_MS = 50;
const WARM_UP_MS = 3_000;
const MOST_PARTITIONS = 60;

export interface LateWrites {
  /** A write that waits longer is late. */
  readonly lateMs: number;
  /** Told as soon as a write is late, while it still waits. */
  readonly onLate: () => void;
}

/**
 * Writes a small record again and again to a topic of its own, with a partition that each broker leads,
 * and notes how long acknowledgements by all in-sync replicas take: what producers feel. It readies brokers to
 * lead that hold nothing yet, and wakes followers that wait at a leader.
 */
export class AckProbe {
  private readonly watch: WriteWatch;

  private constructor(
    private readonly probed: ProbedTopic,
    late: LateWrites,
  ) {
    const writers = probed.partitions.map(({ writer }) => writer);
    const isLate = () => writers.some(({ waitingMs }) => waitingMs > late.lateMs);
    this.watch = new WriteWatch(writers, async (end) => {
      await Promise.all([
        nudge(probed.partitions, probed.nudging, end),
        whileGoesOn(end, () => isLate() && late.onLate()),
      ]);
    });
  }

  static async start(brokers: Brokers, late: LateWrites): Promise<AckProbe> {
    const { signal } = new AbortController();
    const topology = await topologyThatIsUp(brokers);
    const topic = newSmokeTopicName(new Date());
    const shape = { topic, partitionsPerBroker: partitionsPerBroker(topology) };
    const probed = await makeProbedTopic({ ...brokers, topology }, { ...shape, signal });
    const over = AbortSignal.timeout(WARM_UP_MS);
    await Promise.all(probed.partitions.map(({ writer }) => warmWriter(writer, over)));
    return new AckProbe(probed, late);
  }

  /** The longest wait since this was asked last, in milliseconds: also of one that has not ended. */
  takeLongest(): number {
    return this.watch.takeLongestMs();
  }

  /** Ends it and deletes its topic. */
  async stop(): Promise<void> {
    await this.watch.stop();
    await this.probed.remove();
  }
}

/** One that is down could neither lead nor acknowledge: what is moved off it must not wait for it. */
async function topologyThatIsUp(brokers: Brokers): Promise<Topology> {
  const { topology } = brokers;
  const { brokers: registered } = await askAnyBroker(brokers, metadataV12.api, []);
  const ids = new Set(registered.map(({ nodeId }) => nodeId));
  const hosts = topology.hosts.filter(({ broker }) => broker === undefined || ids.has(broker.id));
  return { ...topology, hosts };
}

/** So many that each broker follows each other one, as long as these are not too many in all. */
function partitionsPerBroker({ hosts, spec }: Topology): number {
  const brokers = hosts.filter(({ broker }) => broker).length;
  const followers = Math.max(1, spec.topicDefaults.replicationFactor - 1);
  const most = Math.max(1, Math.floor(MOST_PARTITIONS / brokers));
  return Math.min(most, Math.max(1, Math.ceil((brokers - 1) / followers)));
}

async function whileGoesOn(end: AbortSignal, look: () => unknown): Promise<void> {
  while (!end.aborted) {
    look();
    await sleep(LOOK_EVERY_MS, undefined, { signal: end }).catch(() => undefined);
  }
}
