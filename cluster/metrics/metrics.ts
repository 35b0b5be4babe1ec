import type { ProcessName } from '../processes/processes';
import { BROKER_METRICS, COUNTED_TWICE } from './broker-metrics';
import type { Metric } from './metric';
import { ZOOKEEPER_METRICS } from './zookeeper-metrics';

/** What the exporter of a process reads. */
export interface ProcessMetrics {
  readonly metrics: readonly Metric[];
  /** Names of MBeans that count again what others count. */
  readonly countedTwice: readonly string[];
}

export const METRICS: Readonly<Record<ProcessName, ProcessMetrics>> = {
  kafka: { metrics: BROKER_METRICS, countedTwice: COUNTED_TWICE },
  zookeeper: { metrics: ZOOKEEPER_METRICS, countedTwice: [] },
};
