import { FetchIsolationLevels, fetchV16, ListOffsetTimestamps } from '@platformatic/kafka';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import { listOffset } from './list-offset';
import type { Partition, PlacedRecord } from './smoke-records';

type FetchedPartition = ReturnType<
  typeof fetchV16.parseResponse
>['responses'][number]['partitions'][number];

/** A partition to read, with the id by which brokers know its topic. */
export interface PartitionToRead extends Partition {
  readonly topicId: string;
}

const MAX_WAIT_MS = 500;
const MAX_BYTES = 8 * 1024 * 1024;
/** Of a fetch that makes no session: each stands for itself. */
const NO_SESSION = { id: 0, epoch: -1 };

/**
 * Reads a partition as a consumer without a group does: from an offset up to the end that the
 * leader shows to consumers, in fetches that each begin where the last one ended.
 *
 * @param from offset to begin with; left out, the earliest that the leader still has
 */
export async function readPartition(
  leader: BrokerAccess,
  partition: PartitionToRead,
  from?: bigint,
): Promise<readonly PlacedRecord[]> {
  const records: PlacedRecord[] = [];
  let next = from ?? (await listOffset(leader, partition, ListOffsetTimestamps.EARLIEST)).offset;
  for (;;) {
    const fetched = await fetchFrom(leader, partition, next);
    const newRecords = recordsOf(fetched, next);
    records.push(...newRecords);
    next = (newRecords.at(-1)?.offset ?? next) + 1n;
    if (newRecords.length === 0 || next >= fetched.highWatermark) return records;
  }
}

async function fetchFrom(
  leader: BrokerAccess,
  { topicId, partition }: PartitionToRead,
  fetchOffset: bigint,
): Promise<FetchedPartition> {
  const wanted = {
    partition,
    fetchOffset,
    currentLeaderEpoch: -1,
    lastFetchedEpoch: -1,
    partitionMaxBytes: MAX_BYTES,
  };
  const { responses } = await leader.ask(
    fetchV16.api,
    MAX_WAIT_MS,
    1,
    MAX_BYTES,
    FetchIsolationLevels.READ_UNCOMMITTED,
    NO_SESSION.id,
    NO_SESSION.epoch,
    [{ topicId, partitions: [wanted] }],
    [],
    '',
  );
  const fetched = responses[0]?.partitions[0];
  if (!fetched) throw new Error(`Fetch answered without partition ${partition}.`);
  return fetched;
}

/** A batch comes whole, also where the fetch began in its middle. */
function recordsOf({ records }: FetchedPartition, from: bigint): readonly PlacedRecord[] {
  return (records ?? [])
    .flatMap((batch) =>
      batch.records.map(({ offsetDelta, timestampDelta, key, value, headers }) => ({
        offset: batch.firstOffset + BigInt(offsetDelta),
        timestampMs: Number(batch.firstTimestamp + timestampDelta),
        key,
        value,
        headers: headers.map(([name, content]) => [name ?? EMPTY, content ?? EMPTY] as const),
      })),
    )
    .filter(({ offset }) => offset >= from);
}

const EMPTY = Buffer.alloc(0);
