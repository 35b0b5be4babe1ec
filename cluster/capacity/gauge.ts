/** What can run out on a broker. */
export type GaugeKind =
  | 'disk-space'
  | 'disk-writes'
  | 'ebs-link'
  | 'network-in'
  | 'network-out'
  | 'replicas'
  | 'memory'
  | 'connections';

/** How much of one thing is used, on the broker that has the least room for it. */
export interface Gauge {
  readonly kind: GaugeKind;
  /** In bytes (disk-space, memory), bytes a second, replicas, or connections. */
  readonly used: number;
  /** What is there, in the same unit. */
  readonly there: number;
  /** How much of it may be planned with, 0-1. */
  readonly limit: number;
  /** The id of that broker. */
  readonly broker: number;
}

/**
 * The share of each thing that a plan may use.
 *
 * Disk space: 85%, where operators of Kafka are told to act (Amazon MSK, "Monitor disk space":
 * https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html). The rest is for topics
 * that are larger than others, the compacted topics of Kafka itself, and the hours until somebody
 * has acted: a full disk stops its broker.
 *
 * Throughput: 80%, as Cruise Control plans (network.inbound.capacity.threshold;
 * https://github.com/linkedin/cruise-control/wiki/Configurations). The rest is for what is no
 * record (headers, requests, acknowledgements, index and file system) and for catching up.
 *
 * Replicas and memory: all of it, since the figure itself leaves room.
 *
 * Connections: 80%. The rest is for consumers, other producers and tools, and for hosts that come again
 * after a broken network, while a broker still counts what they had before (connections.max.idle.ms).
 */
export const LIMITS: Readonly<Record<GaugeKind, number>> = {
  'disk-space': 0.85,
  'disk-writes': 0.8,
  'ebs-link': 0.8,
  'network-in': 0.8,
  'network-out': 0.8,
  replicas: 1,
  memory: 1,
  connections: 0.8,
};

/** Used over there: 1 is all of it. */
export function share({ used, there }: Gauge): number {
  return used / there;
}

/** Whether it is within its limit. */
export function fits(gauge: Gauge): boolean {
  return share(gauge) <= gauge.limit;
}

/** Whether it fits, but with less than a fifth of what may be used left over. */
export function isTight(gauge: Gauge): boolean {
  return fits(gauge) && share(gauge) > gauge.limit * 0.8;
}

/** The one nearest to, or furthest beyond, its limit; of at least one. */
export function tightest(gauges: readonly Gauge[]): Gauge {
  return gauges.reduce((a, b) => (share(b) / b.limit > share(a) / a.limit ? b : a));
}
