import type { Metric } from './metric';

/** A metric that is read from Kafka's API, and from no process. */
export interface ApiMetric extends Pick<Metric, 'name' | 'type' | 'meaning' | 'unit'> {
  readonly labels: readonly string[];
}
