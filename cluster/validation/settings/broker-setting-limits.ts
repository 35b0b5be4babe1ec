import type { ValidValues } from '../../settings/setting-type';

interface Limit {
  readonly valid: ValidValues;
  readonly keys: readonly string[];
}

/**
 * What Kafka's table of settings lets through and a broker can't work with all the same. Some of it
 * Kafka refuses at its start, past that table; the rest ends in an exception or a standstill later.
 */
const LIMITS: readonly Limit[] = [
  {
    // A division by the number of threads, or a pool of none.
    valid: { min: 1 },
    keys: ['num.replica.fetchers', 'num.replica.alter.log.dirs.threads', 'log.cleaner.threads'],
  },
  {
    // With none, nobody gets in.
    valid: { min: 1 },
    keys: ['max.connections', 'max.connection.creation.rate'],
  },
  {
    // Periods of tasks, which Java refuses at zero, and waits that would end before they begin.
    valid: { min: 1 },
    keys: [
      'controlled.shutdown.max.retries',
      'controller.socket.timeout.ms',
      'group.max.session.timeout.ms',
      'group.min.session.timeout.ms',
      'log.flush.scheduler.interval.ms',
      'log.roll.ms',
      'replica.high.watermark.checkpoint.interval.ms',
      'replica.lag.time.max.ms',
      'replica.socket.timeout.ms',
      'request.timeout.ms',
      'socket.connection.setup.timeout.max.ms',
      'socket.connection.setup.timeout.ms',
      'zookeeper.connection.timeout.ms',
      'zookeeper.session.timeout.ms',
    ],
  },
  {
    // Amounts and waits of which there can be none, but not fewer.
    valid: { min: 0 },
    keys: [
      'controlled.shutdown.retry.backoff.ms',
      'delete.records.purgatory.purge.interval.requests',
      'fetch.purgatory.purge.interval.requests',
      'group.initial.rebalance.delay.ms',
      'leader.imbalance.per.broker.percentage',
      'log.flush.interval.ms',
      'log.roll.jitter.ms',
      'offset.metadata.max.bytes',
      'producer.purgatory.purge.interval.requests',
      'replica.fetch.min.bytes',
      'replica.fetch.wait.max.ms',
    ],
  },
  {
    // -1 stands for the system's own size, or for no limit.
    valid: { min: 1, also: [-1] },
    keys: [
      'queued.max.request.bytes',
      'replica.socket.receive.buffer.bytes',
      'socket.receive.buffer.bytes',
      'socket.send.buffer.bytes',
    ],
  },
  {
    // Above connection.failed.authentication.delay.ms, which is 100; -1 stands for never.
    valid: { min: 101, also: [-1] },
    keys: ['connections.max.idle.ms'],
  },
  // Bytes a second: the throttle divides by it.
  { valid: { min: 1 }, keys: ['log.cleaner.io.max.bytes.per.second'] },
  // The share of the table of keys that may be filled.
  { valid: { min: 0.01, max: 1 }, keys: ['log.cleaner.io.buffer.load.factor'] },
  // -1 stands for all in-sync replicas.
  { valid: { min: -1 }, keys: ['offsets.commit.required.acks'] },
  // None, gzip, snappy, lz4, zstd.
  { valid: { min: 0, max: 4 }, keys: ['offsets.topic.compression.codec'] },
  { valid: { oneOf: ['INFO', 'DEBUG', 'TRACE'] }, keys: ['metrics.recording.level'] },
  // Hosts get Kafka's distribution alone, so these are the only classes that can be named.
  {
    valid: { oneOf: ['org.apache.kafka.common.replica.RackAwareReplicaSelector'] },
    keys: ['replica.selector.class'],
  },
  {
    valid: { oneOf: ['org.apache.kafka.common.metrics.JmxReporter'] },
    keys: ['metric.reporters'],
  },
  {
    valid: { oneOf: ['kafka.metrics.KafkaCSVMetricsReporter'] },
    keys: ['kafka.metrics.reporters'],
  },
];

const byKey = new Map(LIMITS.flatMap(({ keys, valid }) => keys.map((key) => [key, valid])));

/** The values of this key that a broker can work with; undefined where Kafka's table says it all. */
export function brokerSettingLimit(key: string): ValidValues | undefined {
  return byKey.get(key);
}
