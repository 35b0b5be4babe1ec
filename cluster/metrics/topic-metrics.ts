import type { Metric } from './metric';

/**
 * By topic only: Kafka also counts all topics together, under the same name, and a sum would have all of
 * it twice. A broker counts a topic from its first request, for as long as it leads some of it.
 */
const byTopic = <Name extends string>(name: Name, meaning: string, unit?: 'bytes') =>
  ({
    name: `kafka_server_brokertopicmetrics_${name.toLowerCase() as Lowercase<Name>}_total`,
    type: 'counter',
    meaning,
    ...(unit && { unit }),
    bean: `kafka.server:type=BrokerTopicMetrics,name=${name}PerSec,topic={topic}`,
    attribute: 'Count',
    onlyWhen: 'from the first request for the topic',
  }) as const satisfies Metric;

/** Of all topics together: Kafka does not count it by topic. */
const inAll = <Name extends string>(name: Name, meaning: string, unit?: 'bytes') =>
  ({
    name: `kafka_server_brokertopicmetrics_${name.toLowerCase() as Lowercase<Name>}_total`,
    type: 'counter',
    meaning,
    ...(unit && { unit }),
    bean: `kafka.server:type=BrokerTopicMetrics,name=${name}PerSec`,
    attribute: 'Count',
  }) as const satisfies Metric;

/** What comes in and goes out. */
export const TOPIC_METRICS = [
  byTopic('MessagesIn', 'Records that producers wrote'),
  byTopic('BytesIn', 'What producers wrote, as compressed by them', 'bytes'),
  byTopic('BytesOut', 'What consumers read', 'bytes'),
  byTopic('BytesRejected', 'What producers wrote in batches that are too large', 'bytes'),
  byTopic('TotalProduceRequests', 'Writes to a partition'),
  byTopic('TotalFetchRequests', 'Reads of a partition, those of replicas among them'),
  byTopic('FailedProduceRequests', 'Writes to a partition that failed'),
  byTopic('FailedFetchRequests', 'Reads of a partition that failed'),
  byTopic(
    'ProduceMessageConversions',
    'Records that the broker had to bring to another form for an old producer',
  ),
  byTopic(
    'FetchMessageConversions',
    'Records that the broker had to bring to another form for an old consumer',
  ),
  inAll('ReplicationBytesIn', 'What the broker copied from leaders', 'bytes'),
  inAll('ReplicationBytesOut', 'What other brokers copied from this one', 'bytes'),
  inAll('ReassignmentBytesIn', 'What of it was for partitions that move here', 'bytes'),
  inAll('ReassignmentBytesOut', 'What of it was for partitions that move elsewhere', 'bytes'),
  inAll('InvalidMagicNumberRecords', 'Batches that were refused: their form is unknown'),
  inAll('InvalidMessageCrcRecords', 'Batches that were refused: they were damaged on their way'),
  inAll(
    'InvalidOffsetOrSequenceRecords',
    'Batches that were refused: some went missing before them',
  ),
  inAll(
    'NoKeyCompactedTopicRecords',
    'Records that were refused: they have no key, and their topic is compacted',
  ),
] as const satisfies readonly Metric[];
