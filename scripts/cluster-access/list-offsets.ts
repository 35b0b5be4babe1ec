import { FetchIsolationLevels, listOffsetsV8 } from '@platformatic/kafka';
import { brokerHosts } from '../../cluster/topology';
import { AccessError } from './access-error';
import { brokerWithId, despiteErrors, type Brokers, type TopicMetadata } from './ask-brokers';
import { collectAnswers } from './collect-answers';
import { groupBy } from './group-by';

/** A partition, and the time that it is asked about. */
export interface WantedOffset {
  readonly topic: string;
  readonly partition: number;
  /** Milliseconds since 1970, or one of `ListOffsetTimestamps`. */
  readonly time: bigint;
}

/** A name of a partition, as Kafka's own logs have it. */
export function partitionName({
  topic,
  partition,
}: Pick<WantedOffset, 'topic' | 'partition'>): string {
  return `${topic}-${partition}`;
}

/** Asked by a consumer, not by a replica; whatever the leader's epoch. */
const [CONSUMER, ANY_LEADER_EPOCH] = [-1, -1];

/**
 * The first offset of each partition whose record is not older than a time, or one of its ends, by the word of its leader.
 * Each leader is asked once.
 *
 * @returns by name; -1 where no record is that new. One without a leader, or whose leader gives no answer, is missing.
 */
export async function listOffsets(
  { topology, kafka }: Brokers,
  topics: readonly TopicMetadata[],
  wanted: readonly WantedOffset[],
): Promise<ReadonlyMap<string, bigint>> {
  const { answers } = await collectAnswers(
    byLeader(topics, wanted)
      .filter(([id]) => brokerHosts(topology).some(({ broker }) => broker.id === id))
      .map(async ([id, ofLeader]) => {
        const asked = groupBy(ofLeader, ({ topic }) => topic).map(([name, offsets]) => ({
          name,
          partitions: offsets.map(({ partition, time }) => ({
            ...{ partitionIndex: partition, timestamp: time },
            currentLeaderEpoch: ANY_LEADER_EPOCH,
          })),
        }));
        const leader = kafka.broker(brokerWithId(topology, id));
        const level = FetchIsolationLevels.READ_UNCOMMITTED;
        return await despiteErrors(leader.ask(listOffsetsV8.api, CONSUMER, level, asked));
      }),
  );
  return new Map(
    answers
      .flatMap((answer) => answer.topics)
      .flatMap(({ name, partitions }) =>
        partitions
          .filter(({ errorCode }) => errorCode === 0)
          .map(
            ({ partitionIndex: partition, offset }) =>
              [partitionName({ topic: name, partition }), offset] as const,
          ),
      ),
  );
}

/** A broker that is down may leave hundreds without a leader. */
const MOST_NAMED = 5;

/** So many names of partitions as a line has room for. */
export function someNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What is wrong with partitions whose offsets are missing. */
export const untoldOffsets = (names: readonly string[]) =>
  new AccessError({
    path: someNames(names),
    rule: 'have a leader that tells its offsets',
    remedy: 'Start the brokers that have it; `topics --describe` names them',
  });

/** What each leader is asked. */
function byLeader(
  topics: readonly TopicMetadata[],
  wanted: readonly WantedOffset[],
): readonly (readonly [leader: number, offsets: readonly WantedOffset[]])[] {
  const leaders = new Map(
    topics.flatMap(({ name, partitions }) =>
      partitions.map(
        ({ partitionIndex: partition, leaderId }) =>
          [partitionName({ topic: name ?? '', partition }), leaderId] as const,
      ),
    ),
  );
  return groupBy(wanted, (each) => leaders.get(partitionName(each)) ?? NO_LEADER);
}

const NO_LEADER = -1;
