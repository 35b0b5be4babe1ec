import { createAPI, ResponseError, Writer, type Reader } from '@platformatic/kafka';

/** Partitions of one topic. */
export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** What became of one partition. */
export interface ElectionResult {
  readonly topic: string;
  readonly partition: number;
  /** Kafka's error code; 0 where the leader changed. */
  readonly errorCode: number;
  readonly errorMessage: string | null;
}

/** The partition is led by its preferred replica already. */
export const ELECTION_NOT_NEEDED = 84;

/** Of the two kinds of election, the one that can lose nothing: the first replica, if it is in sync. */
const PREFERRED = 0;

/**
 * ElectLeaders, version 2, which the client library lacks. Only the controller answers it. An error about
 * one partition is part of the answer; only one about the whole request is raised.
 *
 * @see https://kafka.apache.org/39/protocol.html#The_Messages_ElectLeaders
 */
export const electPreferredLeadersV2 = createAPI<
  [topics: readonly TopicPartitions[], timeoutMs: number],
  readonly ElectionResult[]
>(43, 2, createRequest, parseResponse);

function createRequest(topics: readonly TopicPartitions[], timeoutMs: number): Writer {
  return Writer.create()
    .appendInt8(PREFERRED)
    .appendArray([...topics], (writer, { topic, partitions }) => {
      writer
        .appendString(topic)
        .appendArray(
          [...partitions],
          (inner, partition) => inner.appendInt32(partition),
          true,
          false,
        );
    })
    .appendInt32(timeoutMs)
    .appendTaggedFields();
}

function parseResponse(
  _correlationId: number,
  apiKey: number,
  apiVersion: number,
  reader: Reader,
): readonly ElectionResult[] {
  reader.readInt32(); // Throttle time.
  const errorCode = reader.readInt16();
  const results = reader.readArray((topics) => {
    const topic = topics.readString();
    return topics.readArray((partitions) => ({
      topic,
      partition: partitions.readInt32(),
      errorCode: partitions.readInt16(),
      errorMessage: partitions.readNullableString(),
    }));
  });
  reader.readTaggedFields();
  if (errorCode !== 0) {
    throw new ResponseError(apiKey, apiVersion, { '/': [errorCode, null] }, results);
  }
  return results.flat();
}
