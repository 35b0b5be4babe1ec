import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts, type BrokerHost } from '../../cluster/topology';
import { readMetadata, type Brokers } from '../cluster-access/ask-brokers';

export interface LeaderLookupOptions extends Brokers {
  readonly topicName: string;
}

type Leaders = ReadonlyMap<number, BrokerHost>;

/** Leaders are looked up again at most so often. */
const LOOK_EVERY_MS = 50;
/** So long after the first answer, those that have not come are not waited for any more. */
const GRACE_MS = 100;

/** Who leads each partition of a topic; one look serves all who ask. */
export class LeaderLookup {
  private look: Promise<Leaders> | undefined;
  private lookedAtMs = 0;

  constructor(private readonly options: LeaderLookupOptions) {}

  /** Undefined where nobody is known to lead it. */
  async of(partition: number): Promise<BrokerHost | undefined> {
    if (!this.look) {
      this.lookedAtMs = performance.now();
      this.look = this.ask();
    }
    return (await this.look).get(partition);
  }

  /** What was known has turned out to be wrong. */
  lookAgain(): void {
    if (performance.now() - this.lookedAtMs >= LOOK_EVERY_MS) this.look = undefined;
  }

  private async ask(): Promise<Leaders> {
    const { topology, kafka, topicName } = this.options;
    const hosts = brokerHosts(topology);
    const answers = await answersSoon(
      hosts.map((host) => readMetadata(kafka.broker(host), [topicName])),
    );
    // The newest epoch counts: a broker that is cut off goes on naming itself.
    const partitions = answers
      .flatMap(({ topics }) => topics[0]?.partitions ?? [])
      .sort((a, b) => a.leaderEpoch - b.leaderEpoch);
    return new Map(
      partitions.flatMap(({ partitionIndex, leaderId }) => {
        const leader = hosts.find(({ broker }) => broker.id === leaderId);
        return leader ? [[partitionIndex, leader] as const] : [];
      }),
    );
  }
}

/** The answers that have come shortly after the first one. */
async function answersSoon<Answer>(asked: readonly Promise<Answer>[]): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const all = Promise.allSettled(asked.map(async (each) => answers.push(await each)));
  await Promise.any(asked).catch(() => undefined);
  await Promise.race([all, sleep(GRACE_MS)]);
  return [...answers];
}
