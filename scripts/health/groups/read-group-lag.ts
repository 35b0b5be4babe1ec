import { listGroupsV5, ListOffsetTimestamps, offsetFetchV9 } from '@platformatic/kafka';
import { brokerHosts } from '../../../cluster/topology';
import {
  askEveryBroker,
  despiteErrors,
  readMetadata,
  type BrokerAnswer,
  type Brokers,
  type TopicMetadata,
} from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { listOffsets, partitionName } from '../../cluster-access/list-offsets';
import { isSmokeTopic } from '../smoke-topic-name';

/** How far a group of consumers is behind what was written. */
export interface GroupLag {
  readonly group: string;
  /** In Kafka's own words: `Stable`, `Empty` (nobody reads), `PreparingRebalance` … */
  readonly state: string;
  /** Records that were written and not yet read, by what it has committed. */
  readonly records: number;
  /** The same by topic, the furthest behind first. */
  readonly topics: readonly TopicLag[];
}

export interface TopicLag {
  readonly topic: string;
  /** That it has committed offsets of. */
  readonly partitions: number;
  readonly records: number;
  /** Sum of those offsets. */
  readonly committed: number;
  /** Partitions of these whose leader did not say how far it is; `records` is without them. */
  readonly unknown: number;
}

/** All groups that the answering brokers look after. */
export interface SeenGroups {
  readonly groups: readonly GroupLag[];
  /** Names of hosts whose brokers did not say which groups they look after. */
  readonly silent: readonly string[];
}

interface Committed {
  readonly group: string;
  readonly state: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Reads committed offsets and the ends of their partitions; a group without any commits is left out. */
export async function readGroupLag(brokers: Brokers): Promise<SeenGroups> {
  const { answers } = await askEveryBroker(brokers, readCommitted);
  const committed = answers.flatMap(({ answer }) => answer);
  const ends = await readEnds(brokers, committed, await readTopics(brokers, answers));
  const answered = answers.map(({ host }) => host.name);
  return {
    groups: groupsOf(committed, ends),
    silent: brokerHosts(brokers.topology)
      .map(({ name }) => name)
      .filter((name) => !answered.includes(name)),
  };
}

/** The topics that something was committed of, as one of these brokers knows them. */
async function readTopics(
  { kafka }: Brokers,
  answers: readonly BrokerAnswer<readonly Committed[]>[],
): Promise<readonly TopicMetadata[]> {
  const names = new Set(answers.flatMap(({ answer }) => answer.map(({ topic }) => topic)));
  if (names.size === 0) return [];
  return (await readMetadata(kafka.broker(answers[0]!.host), [...names])).topics;
}

/** Of the groups that this broker looks after. */
async function readCommitted(broker: BrokerAccess): Promise<readonly Committed[]> {
  const { groups } = await broker.ask(listGroupsV5.api, [], []);
  const states = new Map(
    groups
      .filter(({ protocolType, groupId }) => isOfConsumers(protocolType) && !isSmokeTopic(groupId))
      .map(({ groupId, groupState }) => [groupId, groupState]),
  );
  if (states.size === 0) return [];
  const asked = [...states.keys()].map((groupId) => ({
    ...{ groupId, memberId: null, memberEpoch: -1, topics: null },
  }));
  const told = await despiteErrors(broker.ask(offsetFetchV9.api, asked, false));
  return told.groups.flatMap(({ groupId, topics }) =>
    topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ committedOffset }) => committedOffset >= 0n)
        .map(({ partitionIndex, committedOffset }) => ({
          ...{ group: groupId, state: states.get(groupId) ?? '' },
          ...{ topic: name, partition: partitionIndex, offset: committedOffset },
        })),
    ),
  );
}

/** Empty where a client commits offsets and takes part in no group. */
const isOfConsumers = (protocolType: string) => ['consumer', ''].includes(protocolType);

/** The ends of these partitions by their leaders, by name; one whose leader gives no answer is missing. */
async function readEnds(
  brokers: Brokers,
  committed: readonly Committed[],
  topics: readonly TopicMetadata[],
): Promise<ReadonlyMap<string, bigint>> {
  const wanted = new Map(committed.map((each) => [partitionName(each), each]));
  return await listOffsets(
    brokers,
    topics,
    [...wanted.values()].map(({ topic, partition }) => ({
      ...{ topic, partition, time: ListOffsetTimestamps.LATEST },
    })),
  );
}

function groupsOf(
  committed: readonly Committed[],
  ends: ReadonlyMap<string, bigint>,
): readonly GroupLag[] {
  const namesOf = (key: 'group' | 'topic', of: readonly Committed[]) => [
    ...new Set(of.map((each) => each[key])),
  ];
  return namesOf('group', committed)
    .map((group) => {
      const offsets = committed.filter((each) => each.group === group);
      const topics = namesOf('topic', offsets)
        .map((topic) =>
          lagOf(
            topic,
            offsets.filter((each) => each.topic === topic),
            ends,
          ),
        )
        .toSorted((a, b) => b.records - a.records);
      const records = topics.reduce((sum, topic) => sum + topic.records, 0);
      return { group, state: offsets[0]?.state ?? '', records, topics };
    })
    .toSorted((a, b) => b.records - a.records || (a.group < b.group ? -1 : 1));
}

function lagOf(
  topic: string,
  offsets: readonly Committed[],
  ends: ReadonlyMap<string, bigint>,
): TopicLag {
  const known = offsets.filter((each) => ends.has(partitionName(each)));
  const lags = known.map((each) => Number((ends.get(partitionName(each)) ?? 0n) - each.offset));
  return {
    ...{ topic, partitions: offsets.length, unknown: offsets.length - known.length },
    committed: offsets.reduce((sum, { offset }) => sum + Number(offset), 0),
    // An offset that was committed after its end was asked for.
    records: lags.reduce((sum, lag) => sum + Math.max(0, lag), 0),
  };
}
