import { CLIENT_METRICS } from './client-metrics';
import { CONTROLLER_METRICS } from './controller-metrics';
import { LOG_METRICS } from './log-metrics';
import type { Metric } from './metric';
import { REPLICATION_METRICS } from './replication-metrics';
import { REQUEST_METRICS } from './request-metrics';
import { SESSION_METRICS } from './session-metrics';
import { TOPIC_METRICS } from './topic-metrics';

/** What the exporter of a broker gives, besides what it tells of its JVM and of itself. */
export const BROKER_METRICS = [
  ...SESSION_METRICS,
  ...REPLICATION_METRICS,
  ...CONTROLLER_METRICS,
  ...TOPIC_METRICS,
  ...REQUEST_METRICS,
  ...CLIENT_METRICS,
  ...LOG_METRICS,
] as const satisfies readonly Metric[];

/**
 * MBeans that count again what others count: a fetch is in `FetchConsumer` or in `FetchFollower`, and once
 * more in `Fetch`.
 */
export const COUNTED_TWICE: readonly string[] = ['Fetch', 'AddPartitionsToTxnVerification'].map(
  (request) => `kafka.network:type=RequestMetrics,request=${request},*`,
);
