import { findController, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';
import { AckProbe } from './ack-probe';
import type { RunningMove } from './read-placement';
import { setRate } from './throttle';
import { nextRate, type RateLimits } from './throttle-rate';

/** Below this much, a change of the rate is not worth telling all brokers. */
const WORTH_IT = 0.05;

/** Keeps the rate of copying where producers don't feel it. */
export class LoadGuard {
  private told: number | undefined;

  private constructor(
    private readonly brokers: Brokers,
    private readonly limits: RateLimits,
    private readonly probe: AckProbe,
    /** Bytes a second of each broker. */
    public rate: number,
  ) {}

  static async start(brokers: Brokers, limits: RateLimits, firstRate: number): Promise<LoadGuard> {
    const rate = Math.min(limits.most, Math.max(limits.least, firstRate));
    const probe = await AckProbe.start(brokers);
    const guard = new LoadGuard(brokers, limits, probe, rate);
    await guard.tell();
    return guard;
  }

  /** Looks at the load once, and sets the rate after it. */
  async adjust(running: readonly RunningMove[], apartFrom: ReadonlySet<number>): Promise<void> {
    const behind = await readBehind(this.brokers, { running, apartFrom });
    const sample = { longestAckMs: this.probe.takeLongest(), isBehind: behind.length > 0 };
    this.rate = nextRate(this.rate, sample, this.limits);
    await this.tell();
  }

  /** The longest wait for an acknowledgement of all, in milliseconds. */
  get longestAckMs(): number {
    return this.probe.longestMs;
  }

  async stop(): Promise<void> {
    await this.probe.stop();
  }

  private async tell(): Promise<void> {
    if (this.told && Math.abs(this.rate / this.told - 1) < WORTH_IT) return;
    await setRate(this.brokers, this.rate);
    this.told = this.rate;
  }
}

export interface BehindOptions {
  readonly running: readonly RunningMove[];
  /** Ids of brokers whose own replicas don't count: those that are gone for good. */
  readonly apartFrom: ReadonlySet<number>;
}

/** Partitions that lack an in-sync replica which is not just being copied. */
export async function readBehind(
  brokers: Brokers,
  { running, apartFrom }: BehindOptions,
): Promise<readonly string[]> {
  const { topics } = await readMetadata(brokers.kafka.broker(await findController(brokers)), 'all');
  const adding = new Set(
    running.flatMap(({ topic, index, adding }) => adding.map((id) => `${id}/${topic}-${index}`)),
  );
  return topics
    .filter(({ name }) => !isSmokeTopic(name ?? ''))
    .flatMap(({ name, partitions }) =>
      partitions
        .filter(({ partitionIndex, replicaNodes, isrNodes }) =>
          replicaNodes.some(
            (id) =>
              !isrNodes.includes(id) &&
              !apartFrom.has(id) &&
              !adding.has(`${id}/${name}-${partitionIndex}`),
          ),
        )
        .map(({ partitionIndex }) => `${name}-${partitionIndex}`),
    );
}
