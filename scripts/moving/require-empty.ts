import { describeLogDirsV4 } from '@platformatic/kafka';
import { UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import { brokerHosts } from '../../cluster/topology';
import {
  askEveryBroker,
  readMetadata,
  type Brokers,
  type TopicMetadata,
} from '../cluster-access/ask-brokers';
import { isSmokeTopic } from '../health/smoke-topic-name';
import { counted, formatBytes } from '../terminal/quantities';
import { MoveError } from './move-error';
import { groupBy } from './group-by';

/** A replica that lies on a broker, or is on its way there. */
interface HeldReplica {
  readonly topic: string;
  readonly index: number;
  /** Whether nobody else has one. */
  readonly isOnlyOne: boolean;
}

/**
 * Whether a broker may go for good: the others are asked, who know of all partitions.
 *
 * @param name such as `broker-5`
 * @throws MoveError while it holds a replica
 */
export async function requireEmpty(brokers: Brokers, name: string): Promise<void> {
  const id = idOf(name);
  const held = heldBy(await readTopics(brokers), id);
  if (held.length === 0) return;
  const bytes = await readBytes(brokers, held);
  const alone = held.filter(({ isOnlyOne }) => isOnlyOne).length;
  throw new MoveError({
    path: name,
    rule: 'hold no partition before it goes for good',
    value: `${counted(held.length, 'partition')}, ${formatBytes(bytes)}${alone > 0 ? `, ${alone} of them nowhere else` : ''}`,
    remedy: `Nothing of it was destroyed. Put it back into the spec, run \`${RUN_PROGRAM} drain ${name}\`, then take it out and deploy again; \`protectData: false\` gives its data up`,
  });
}

function idOf(name: string): number {
  const [, id] = /^broker-(\d+)$/.exec(name) ?? [];
  if (id !== undefined) return Number(id);
  throw new UserError(
    `--leaving: must be a broker's name, such as broker-5, got '${name}'. Other hosts hold no partitions.`,
  );
}

/** Of whichever broker answers first. It needs no controller: that one may be the broker that leaves. */
async function readTopics({ topology, kafka }: Brokers): Promise<readonly TopicMetadata[]> {
  const asked = brokerHosts(topology).map((host) => readMetadata(kafka.broker(host), 'all'));
  const { topics } = await Promise.any(asked).catch((error: unknown) => {
    throw error instanceof AggregateError ? error.errors[0] : error;
  });
  return topics;
}

function heldBy(topics: readonly TopicMetadata[], id: number): readonly HeldReplica[] {
  return topics
    .filter(({ name }) => !isSmokeTopic(name ?? ''))
    .flatMap(({ name, partitions }) =>
      partitions
        .filter(({ replicaNodes }) => replicaNodes.includes(id))
        .map(({ partitionIndex: index, replicaNodes }) => ({
          ...{ topic: name ?? '', index },
          isOnlyOne: replicaNodes.length === 1,
        })),
    );
}

/** As large as the largest replica that somebody else has. */
async function readBytes(brokers: Brokers, held: readonly HeldReplica[]): Promise<number> {
  const topics = groupBy(held, ({ topic }) => topic).map(([name, own]) => ({
    name,
    partitions: own.map(({ index }) => index),
  }));
  const { answers } = await askEveryBroker(brokers, (broker) =>
    broker.ask(describeLogDirsV4.api, topics),
  );
  const sizes = new Map<string, number>();
  for (const { answer } of answers) {
    for (const { name, partitions } of answer.results.flatMap((disk) => disk.topics)) {
      for (const { partitionIndex, partitionSize } of partitions) {
        const key = `${name}-${partitionIndex}`;
        sizes.set(key, Math.max(sizes.get(key) ?? 0, Number(partitionSize)));
      }
    }
  }
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}
