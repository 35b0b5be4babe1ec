import type { Metric } from './metric';

/** What the exporter of a ZooKeeper member gives, besides what it tells of its JVM and of itself. */
export const ZOOKEEPER_METRICS = [] as const satisfies readonly Metric[];
