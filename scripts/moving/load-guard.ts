import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';
import { AckProbe } from './ack-probe';
import type { RunningMove } from './read-placement';
import { removeRatesOfBrokers, setRates } from './throttle';
import { nextRate, type RateLimits } from './throttle-rate';

/** Below this much, a change of the rate is not worth telling all brokers. */
const WORTH_IT = 0.05;
/** A lower rate shows no sooner: brokers have to hear of it, and what they have asked for still comes. */
const SHOWS_AFTER_MS = 900;

/** Keeps the rate of copying where producers don't feel it. */
export class LoadGuard {
  private told: { readonly rate: number; readonly senders: number } | undefined;
  private senders = 1;
  private slowedAt = -Infinity;
  private probe: AckProbe | undefined;
  private longest = 0;
  private longestOfAll = 0;

  private constructor(
    private readonly brokers: Brokers,
    private readonly limits: RateLimits,
    /** Bytes a second of each broker. */
    public rate: number,
  ) {}

  static async start(brokers: Brokers, limits: RateLimits, firstRate: number): Promise<LoadGuard> {
    const rate = Math.min(limits.most, Math.max(limits.least, firstRate));
    const guard = new LoadGuard(brokers, limits, rate);
    // Not at the next look: a write that waits may hold up the looks as well.
    const onLate = () => guard.slowDown();
    guard.probe = await AckProbe.start(brokers, { lateMs: limits.acksWithinMs, onLate });
    await guard.tell();
    await removeRatesOfBrokers(brokers);
    return guard;
  }

  /**
   * Says how many brokers send to one at the same time, at the most: together no more than the rate, so that none
   * has to take more either.
   */
  async shareAmong(senders: number): Promise<void> {
    this.senders = Math.max(1, senders);
    await this.tell();
  }

  /** Looks at the load once, and sets the rate after it. */
  async adjust(running: readonly RunningMove[], apartFrom: ReadonlySet<number>): Promise<void> {
    const behind = await readBehind(this.brokers, { running, apartFrom });
    const longestAckMs = this.look();
    const rate = nextRate(this.rate, { longestAckMs, isBehind: behind.length > 0 }, this.limits);
    if (rate < this.rate) this.slowDown();
    else if (!this.isSlowing) this.rate = rate;
    await this.tell();
  }

  /** The longest wait for an acknowledgement of all, in milliseconds. */
  get longestAckMs(): number {
    return this.longestOfAll;
  }

  /** The longest since this was asked last. */
  takeLongestAckMs(): number {
    this.look();
    const { longest } = this;
    this.longest = 0;
    return longest;
  }

  async stop(): Promise<void> {
    this.look();
    await this.probe?.stop();
  }

  /** The longest wait since the last look. */
  private look(): number | undefined {
    const seen = this.probe?.takeLongest();
    this.longest = Math.max(this.longest, seen ?? 0);
    this.longestOfAll = Math.max(this.longestOfAll, seen ?? 0);
    return seen;
  }

  private get isSlowing(): boolean {
    return performance.now() - this.slowedAt < SHOWS_AFTER_MS;
  }

  private slowDown(): void {
    if (this.isSlowing) return;
    this.slowedAt = performance.now();
    this.rate = nextRate(this.rate, { longestAckMs: undefined, isBehind: false }, this.limits);
    // Where that fails, the next look tells it again.
    void this.tell().catch(() => undefined);
  }

  private async tell(): Promise<void> {
    const { rate, senders, told } = this;
    const isSame = told?.senders === senders && Math.abs(rate / told.rate - 1) < WORTH_IT;
    if (isSame) return;
    await setRates(this.brokers, { sent: rate / senders, betweenDisks: rate });
    this.told = { rate, senders };
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
  const { topics } = await readMetadata(await controllerOf(brokers), 'all');
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
