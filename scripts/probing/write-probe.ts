import type { BrokerHost, Topology } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { openKafka } from '../cluster-access/kafka-access';
import type { Reach } from '../cluster-access/reach';
import { isRollTopic, newRollTopicName } from '../health/smoke-topic-name';
import { CheckFailure } from '../smoke/check-failure';
import { createSmokeTopic } from '../smoke/topic/create-smoke-topic';
import { removeSmokeTopics } from '../smoke/topic/remove-smoke-topics';
import { LeaderLookup } from './leader-lookup';
import { nudge, type NudgeOptions } from './nudge';
import { probedPartitions, type ProbedPartition } from './probed-partitions';
import { warmUp } from './warm-up';
import { WriteWatch } from './write-watch';

export interface ProbedCluster {
  readonly topology: Topology;
  readonly reach: Reach;
}

/** A request to a broker that is gone is given up after so long, and sent to whoever leads then. */
const HASTE = { requestTimeoutMs: 1_500, connectTimeoutMs: 1_000 };
/** The first alone meets a broker that has just started; the other is led as those of users are. */
const PARTITIONS_PER_BROKER = 2;

/** How brokers are asked and written to. */
interface ProbeWays {
  readonly brokers: Brokers;
  readonly nudging: NudgeOptions;
  readonly close: () => Promise<unknown>;
}

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
    readonly topic: string,
    private readonly partitions: readonly ProbedPartition[],
    private readonly ways: ProbeWays,
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
    const opened = [brokers.kafka];
    // A broker answers what comes by one connection in turn: no partition is to wait for another.
    const open = () => {
      const kafka = openKafka({ ...ways, ...HASTE });
      opened.push(kafka);
      return kafka;
    };
    const close = () => Promise.all(opened.map((kafka) => kafka.close()));
    const topic = newRollTopicName(new Date());
    try {
      const shape = { waitForBrokersMs: 0, partitionsPerBroker: PARTITIONS_PER_BROKER };
      await createSmokeTopic({ ...brokers, name: topic, signal, ...shape });
      await removeSmokeTopics(brokers, await findLeftBehind(brokers, topic));
      const leaders = new LeaderLookup({ topology, kafka: open(), topicName: topic });
      const shaped = { topic, partitionsPerBroker: PARTITIONS_PER_BROKER, leaders };
      const partitions = await probedPartitions(brokers, shaped, open);
      const nudging = { kafka: open(), leaders };
      return new WriteProbe(topic, partitions, { brokers, nudging, close });
    } catch (error) {
      await removeSmokeTopics(brokers, [topic]).catch(() => undefined);
      await close();
      throw error instanceof CheckFailure ? new AccessError(error.problems[0]!) : error;
    }
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
      readMetadata(this.ways.brokers.kafka.broker(each.broker), [this.topic]).then(
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
    const near = this.partitions.filter(({ replicas }) => replicas.includes(id));
    const measured = near.filter((each) => each !== this.#firstOf(id));
    return new WriteWatch(
      measured.map(({ writer }) => writer),
      (end) => nudge(near, this.ways.nudging, end),
    );
  }

  /** Readies a broker that is being started to lead, until it is ready or `over`. */
  async warmUp({ broker: { id } }: Pick<BrokerHost, 'broker'>, over: AbortSignal): Promise<void> {
    const first = this.#firstOf(id);
    if (first) await warmUp(this.ways, first, over);
  }

  /** Those that a broker is given back together with its others. */
  partitionsOf({ broker: { id } }: Pick<BrokerHost, 'broker'>): readonly ProbedPartition[] {
    return this.partitions.filter(({ broker }) => broker.broker.id === id);
  }

  /** Ends it and removes the topic. */
  async stop(): Promise<void> {
    await removeSmokeTopics(this.ways.brokers, [this.topic]).finally(this.ways.close);
  }

  get #first(): readonly ProbedPartition[] {
    return this.partitions.slice(0, this.partitions.length / PARTITIONS_PER_BROKER);
  }

  #firstOf(id: number): ProbedPartition | undefined {
    return this.#first.find(({ broker }) => broker.broker.id === id);
  }
}

async function findLeftBehind(brokers: Brokers, own: string): Promise<readonly string[]> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, 'all');
  return topics.flatMap(({ name }) => (name && name !== own && isRollTopic(name) ? [name] : []));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
