import { describeLogDirsV4 } from '@platformatic/kafka';
import { brokerHosts } from '../../../cluster/topology';
import { despiteErrors, type Brokers } from '../../cluster-access/ask-brokers';
import { collectAnswers } from '../../cluster-access/collect-answers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { ClusterState, LogDir, TopicState } from './cluster-state';

type Answer = ReturnType<typeof describeLogDirsV4.parseResponse>;

/** No partition is named in that: with thousands of them, most of a look would go there. */
const NO_PARTITIONS: [] = [];

/** A broker's folders of replicas; those that are offline are in the answer as errors. */
export async function readLogDirs(broker: BrokerAccess): Promise<readonly LogDir[]> {
  const { results } = await despiteErrors(broker.ask(describeLogDirsV4.api, NO_PARTITIONS));
  return results.map(({ logDir, errorCode, totalBytes, usableBytes }) => ({
    path: logDir,
    isOnline: errorCode === 0,
    sizeBytes: bytesOrNothing(totalBytes),
    freeBytes: bytesOrNothing(usableBytes),
  }));
}

/** -1 where the broker does not know. */
function bytesOrNothing(bytes: bigint): number | undefined {
  return bytes < 0n ? undefined : Number(bytes);
}

/** Replicas that are not in sync: by the broker that has them, each with the one that leads. */
interface Behind {
  readonly topic: string;
  readonly partition: number;
  readonly id: number;
  readonly leader: number;
}

/** Asks how much these replicas have, and how much their leaders; who gives no answer is missing. */
export async function readCatchUp(
  { topology, kafka }: Brokers,
  { topics, controllers }: Pick<ClusterState, 'topics' | 'controllers'>,
): Promise<Pick<ClusterState, 'logBytes' | 'leaderBytes'>> {
  const behind = topics.flatMap(behindIn);
  const asked = [...new Set(behind.flatMap(({ id, leader }) => [id, leader]))];
  // Who was silent a moment ago would be waited for once more.
  const hosts = brokerHosts(topology).filter(
    ({ name, broker }) => asked.includes(broker.id) && controllers.has(name),
  );
  const { answers } = await collectAnswers(
    hosts.map(async (host) => {
      const own = behind.filter(({ id, leader }) => [id, leader].includes(host.broker.id));
      const request = despiteErrors(
        kafka.broker(host).ask(describeLogDirsV4.api, partitionsOf(own)),
      );
      return [host.broker.id, sizesIn(await request)] as const;
    }),
  );
  const sizes = new Map(answers);
  const ids = [...new Set(behind.map(({ id }) => id))].filter((id) => sizes.has(id));
  const sumOf = (id: number, at: (each: Behind) => number) =>
    behind
      .filter((each) => each.id === id)
      .reduce((sum, each) => sum + (sizes.get(at(each))?.get(nameOf(each)) ?? 0n), 0n);
  return {
    logBytes: new Map(ids.map((id) => [id, sumOf(id, (each) => each.id)])),
    leaderBytes: new Map(ids.map((id) => [id, sumOf(id, (each) => each.leader)])),
  };
}

function behindIn({ topic }: TopicState): readonly Behind[] {
  return topic.partitions.flatMap(({ partitionIndex, leaderId, replicaNodes, isrNodes }) =>
    replicaNodes
      .filter((id) => !isrNodes.includes(id))
      .map((id) => ({ topic: topic.name ?? '', partition: partitionIndex, id, leader: leaderId })),
  );
}

function partitionsOf(behind: readonly Behind[]) {
  const byTopic = new Map<string, Set<number>>();
  for (const { topic, partition } of behind) {
    byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(partition));
  }
  return [...byTopic].map(([name, partitions]) => ({ name, partitions: [...partitions] }));
}

const nameOf = ({ topic, partition }: Pick<Behind, 'topic' | 'partition'>) =>
  `${topic}-${partition}`;

function sizesIn({ results }: Answer): ReadonlyMap<string, bigint> {
  const partitions = results
    .flatMap(({ topics }) => topics)
    .flatMap(({ name: topic, partitions }) =>
      partitions.map((each) => ({ topic, partition: each.partitionIndex, ...each })),
    );
  // A replica that is being moved to another disk of its broker counts once.
  return new Map(
    partitions
      .filter(({ isFutureKey }) => !isFutureKey)
      .map((each) => [nameOf(each), each.partitionSize]),
  );
}
