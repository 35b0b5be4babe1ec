import { createAPI, ResponseError, Writer, type Reader } from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import { findController, type Brokers } from '../cluster-access/ask-brokers';

/** Partitions of one topic. */
export interface ElectedTopic {
  readonly topic: string;
  readonly indexes: readonly number[];
}

const PREFERRED = 0;
const LIMIT_MS = 30_000;

/** No harm: who leads should lead, or a replica is not there that could, which health tells. */
const HARMLESS = ['ELECTION_NOT_NEEDED', 'PREFERRED_LEADER_NOT_AVAILABLE'];

/** Gives leadership of these partitions to the first of their replicas. */
export async function electPreferred(
  brokers: Brokers,
  topics: readonly ElectedTopic[],
): Promise<void> {
  if (topics.length === 0) return;
  const controller = brokers.kafka.broker(await findController(brokers));
  try {
    await controller.ask(electLeadersV2, topics);
  } catch (error) {
    const codes = error instanceof AccessError ? error.codes : [];
    if (codes.length === 0 || !codes.every((code) => HARMLESS.includes(code))) throw error;
  }
}

/** @see https://kafka.apache.org/protocol.html#The_Messages_ElectLeaders */
const electLeadersV2 = createAPI<[topics: readonly ElectedTopic[]], void>(
  43,
  2,
  (topics) =>
    Writer.create()
      .appendInt8(PREFERRED)
      .appendArray([...topics], (writer, { topic, indexes }) => {
        writer
          .appendString(topic)
          .appendArray([...indexes], (each, index) => each.appendInt32(index), true, false);
      })
      .appendInt32(LIMIT_MS)
      .appendTaggedFields(),
  (_, key, version, reader) => {
    reader.readInt32();
    const errors = readErrors(reader);
    if (errors.length > 0) {
      throw new ResponseError(key, version, Object.fromEntries(errors), undefined);
    }
  },
);

type FoundError = readonly [path: string, error: [code: number, message: string | null]];

function readErrors(reader: Reader): readonly FoundError[] {
  const errors: FoundError[] = [];
  const code = reader.readInt16();
  if (code !== 0) errors.push(['', [code, null]]);
  reader.readArray((topics, topic) => {
    topics.readString();
    topics.readArray((partitions, partition) => {
      partitions.readInt32();
      const own = partitions.readInt16();
      const message = partitions.readNullableString();
      if (own !== 0) errors.push([`/topics/${topic}/partitions/${partition}`, [own, message]]);
    });
  });
  reader.readTaggedFields();
  return errors;
}
