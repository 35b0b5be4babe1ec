import { describeLogDirsV4 } from '@platformatic/kafka';
import { despiteErrors } from '../cluster-access/ask-brokers';
import type { BrokerAccess } from '../cluster-access/kafka-access';
import { groupBy } from '../cluster-access/group-by';

/** A log directory that serves, with the filesystem that it lies on. */
export interface ServingDisk {
  readonly path: string;
  readonly sizeBytes: number;
  /** Whoever uses it. */
  readonly usedBytes: number;
  readonly replicas: readonly DiskReplica[];
}

export interface DiskReplica {
  /** Such as `events-3`. */
  readonly name: string;
  readonly bytes: number;
  /** It is being copied here from another disk of the broker. */
  readonly isComing: boolean;
}

export interface NamedPartition {
  readonly topic: string;
  readonly index: number;
}

export const nameOf = ({ topic, index }: NamedPartition) => `${topic}-${index}`;

/**
 * A broker's disks with what lies on them, by their paths. One that is offline is left out: what lay on it is
 * lost until it is replaced.
 *
 * @param partitions those that are asked for
 */
export async function readDisks(
  broker: BrokerAccess,
  partitions: readonly NamedPartition[] | 'all',
): Promise<readonly ServingDisk[]> {
  const asked = partitions === 'all' ? null : byTopic(partitions);
  const { results } = await despiteErrors(broker.ask(describeLogDirsV4.api, asked));
  return results
    .filter(({ errorCode }) => errorCode === 0)
    .sort((a, b) => (a.logDir < b.logDir ? -1 : 1))
    .map(({ logDir: path, totalBytes, usableBytes, topics }) => ({
      ...{ path, sizeBytes: Number(totalBytes), usedBytes: Number(totalBytes - usableBytes) },
      replicas: topics.flatMap(({ name: topic, partitions: own }) =>
        own.map(({ partitionIndex: index, partitionSize, isFutureKey }) => ({
          ...{ name: nameOf({ topic, index }), bytes: Number(partitionSize) },
          isComing: isFutureKey,
        })),
      ),
    }));
}

/** As requests of Kafka name partitions. */
export function byTopic(partitions: readonly NamedPartition[]) {
  return groupBy(partitions, ({ topic }) => topic).map(([name, own]) => ({
    name,
    partitions: own.map(({ index }) => index),
  }));
}
