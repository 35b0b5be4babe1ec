import { createAPI, fetchV16, ResponseError, type Reader } from '@platformatic/kafka';

/** What a broker answers about one partition. */
export interface PartitionAnswer {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** The end that it shows to consumers. */
  readonly highWatermark: bigint;
  /** Batches of records as they lie on its disk, the last one perhaps cut off. */
  readonly batches: Buffer;
}

/** What it answers about a topic. */
export interface TopicAnswer {
  readonly topicId: string;
  readonly partitions: readonly PartitionAnswer[];
}

/**
 * Fetch, version 16, with the batches as they come: the client library makes several objects of each record, and a
 * collector of garbage then takes half of the time. An error about one partition is part of the answer.
 *
 * @see https://kafka.apache.org/39/protocol.html#The_Messages_Fetch
 */
export const rawFetchV16 = createAPI<
  Parameters<typeof fetchV16.createRequest>,
  readonly TopicAnswer[]
>(1, 16, fetchV16.createRequest, parseResponse);

function parseResponse(
  _correlationId: number,
  apiKey: number,
  apiVersion: number,
  reader: Reader,
): readonly TopicAnswer[] {
  reader.readInt32(); // Throttle time.
  const errorCode = reader.readInt16();
  reader.readInt32(); // Session.
  const topics = reader.readArray((ofTopics) => ({
    topicId: ofTopics.readUUID(),
    partitions: ofTopics.readArray(readPartition),
  }));
  if (errorCode !== 0) {
    throw new ResponseError(apiKey, apiVersion, { '': [errorCode, null] }, topics);
  }
  return topics;
}

function readPartition(reader: Reader): PartitionAnswer {
  const [partitionIndex, errorCode] = [reader.readInt32(), reader.readInt16()];
  const highWatermark = reader.readInt64();
  reader.readInt64(); // The last stable offset.
  reader.readInt64(); // The start of the log.
  reader.readNullableArray((aborted) => {
    aborted.readInt64(); // Producer.
    aborted.readInt64(); // First offset.
  });
  reader.readInt32(); // The preferred replica.
  const batches = reader.readNullableBytes() ?? EMPTY;
  return { partitionIndex, errorCode, highWatermark, batches };
}

const EMPTY = Buffer.alloc(0);
