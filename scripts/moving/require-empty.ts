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
import { readDisks, type NamedPartition } from './read-disks';

/** A replica that lies on a broker, or is on its way there. */
interface HeldReplica extends NamedPartition {
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
  const { answers } = await askEveryBroker(brokers, (broker) => readDisks(broker, held));
  const sizes = new Map<string, number>();
  for (const { replicas } of answers.flatMap(({ answer: disks }) => disks)) {
    for (const { name, bytes } of replicas) {
      sizes.set(name, Math.max(sizes.get(name) ?? 0, bytes));
    }
  }
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}
