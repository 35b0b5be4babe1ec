import type { BrokerHost, Topology } from '../../cluster/topology';
import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { openKafka } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { isRollTopic, newRollTopicName } from '../health/smoke-topic-name';
import { removeSmokeTopics } from '../smoke/topic/remove-smoke-topics';
import { nudge } from './nudge';
import { makeProbedTopic, type ProbedPartition, type ProbedTopic } from './probed-topic';
import { warmUp } from './warm-up';
import { WriteWatch } from './write-watch';

export interface ProbedCluster {
  readonly topology: Topology;
  readonly reach: Reach;
}

/** The first alone meets a broker that has just started; the other is led as those of users are. */
const PARTITIONS_PER_BROKER = 2;

/**
 * Writes to a topic of its own what brokers must take as from any producer: acknowledged by all in-sync
 * replicas. Every broker leads two of its partitions. So it is known of each whether it serves in this
 * moment, and how long writes wait while one of them is stopped and started.
 *
 * The topic is left out by every judgement. A cluster has one such at a time; one that was left behind by a
 * run which was killed is removed by the next.
 */
export class WriteProbe {
  private constructor(
    private readonly brokers: Brokers,
    private readonly probed: ProbedTopic,
  ) {}

  /**
   * Makes the topic.
   *
   * @throws AccessError where that can't be done now, HostError where no host is reached
   */
  static async start({ topology, reach }: ProbedCluster, signal: AbortSignal): Promise<WriteProbe> {
    // An interrupt leaves these connections alone: what was begun is taken back through them.
    const ways = {
      ...{ reach, security: topology.spec.security },
      signal: new AbortController().signal,
    };
    const brokers = { topology, kafka: openKafka(ways) };
    const shape = {
      topic: newRollTopicName(new Date()),
      partitionsPerBroker: PARTITIONS_PER_BROKER,
    };
    try {
      await removeLeftBehind(brokers);
      return new WriteProbe(brokers, await makeProbedTopic(brokers, { ...shape, signal }));
    } catch (error) {
      await brokers.kafka.close();
      throw error;
    }
  }

  get topic(): string {
    return this.probed.topic;
  }

  /**
   * Has every broker take a write, apart from one.
   *
   * @returns those that gave no answer at all in time; where there are none, those of which no write was
   * acknowledged: one that copies from them lags
   */
  async findSilent(limitMs: number, apartFrom?: string): Promise<readonly BrokerHost[]> {
    const over = AbortSignal.timeout(limitMs);
    const asked = this.#first.filter(({ broker }) => broker.name !== apartFrom);
    const [took, answered] = [new Set<ProbedPartition>(), new Set<ProbedPartition>()];
    const written = asked.map(async (each) => {
      while (!over.aborted && !took.has(each)) if (await each.writer.write(over)) took.add(each);
    });
    const answers = asked.map((each) =>
      readMetadata(this.brokers.kafka.broker(each.broker), [this.topic]).then(
        () => answered.add(each),
        () => undefined,
      ),
    );
    await Promise.race([Promise.all([...written, ...answers]), aborted(over)]);
    const silent = asked.filter((each) => !took.has(each));
    const mute = silent.filter((each) => !answered.has(each));
    return (mute.length > 0 ? mute : silent).map(({ broker }) => broker);
  }

  /** Writes on and on to what a broker has replicas of, and notes how long records wait. */
  watch({ broker: { id } }: Pick<BrokerHost, 'broker'>): WriteWatch {
    const near = this.probed.partitions.filter(({ replicas }) => replicas.includes(id));
    const measured = near.filter((each) => each !== this.#firstOf(id));
    return new WriteWatch(
      measured.map(({ writer }) => writer),
      (end) => nudge(near, this.probed.nudging, end),
    );
  }

  /** Readies a broker that is being started to lead, until it is ready or `over`. */
  async warmUp({ broker: { id } }: Pick<BrokerHost, 'broker'>, over: AbortSignal): Promise<void> {
    const first = this.#firstOf(id);
    const ways = { brokers: this.brokers, nudging: this.probed.nudging };
    if (first) await warmUp(ways, first, over);
  }

  /** Those that a broker is given back together with its others. */
  partitionsOf({ broker: { id } }: Pick<BrokerHost, 'broker'>): readonly ProbedPartition[] {
    return this.probed.partitions.filter(({ broker }) => broker.broker.id === id);
  }

  /** Ends it and removes the topic. */
  async stop(): Promise<void> {
    await this.probed.remove().finally(() => this.brokers.kafka.close());
  }

  get #first(): readonly ProbedPartition[] {
    return this.probed.partitions.slice(0, this.probed.partitions.length / PARTITIONS_PER_BROKER);
  }

  #firstOf(id: number): ProbedPartition | undefined {
    return this.#first.find(({ broker }) => broker.broker.id === id);
  }
}

/** Of runs that were killed. */
async function removeLeftBehind(brokers: Brokers): Promise<void> {
  const { topics } = await readMetadata(await controllerOf(brokers), 'all');
  const left = topics.flatMap(({ name }) => (name && isRollTopic(name) ? [name] : []));
  await removeSmokeTopics(brokers, left);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
