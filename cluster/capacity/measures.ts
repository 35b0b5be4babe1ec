import { replicasPerBroker } from '../replicas';
import type { ResolvedSpec } from '../resolve-spec';
import { busiestBroker } from './busiest-broker';
import { connectionLoad, connectionUse, type ConnectionLoad } from './connections';
import { bytesPerReplica, storedBytesPerSecond } from './disk-use';
import type { GaugeKind } from './gauge';
import type { HostCapacity } from './host-capacity';

/**
 * The most replicas on a broker: the ceiling that Kafka's makers gave for ZooKeeper mode.
 * https://blogsarchive.apache.org/kafka/entry/apache-kafka-supports-more-partitions
 */
export const MAX_REPLICAS = 4_000;

/** What the busiest broker bears at peak. Bytes and bytes a second. */
export interface PeakLoad {
  /** Written to its disks, and received for that: as leader and as follower. */
  readonly written: number;
  /** Sent to followers and to consumers. */
  readonly sent: number;
  readonly replicas: number;
  readonly replicaBytes: number;
  readonly connections: ConnectionLoad;
}

/** The load with this many brokers down. */
export function peakLoad(spec: ResolvedSpec, down: 0 | 1): PeakLoad {
  const { peakFactor, consumers } = spec.workload;
  const { led, stored, replicatedOut } = busiestBroker(spec, down);
  const peak = storedBytesPerSecond(spec) * peakFactor;
  return {
    written: peak * stored,
    sent: peak * (replicatedOut + led * consumers),
    replicas: replicasPerBroker(spec),
    replicaBytes: bytesPerReplica(spec),
    connections: connectionLoad(spec),
  };
}

/** What a load uses of a host, and what of it is there; undefined where there is no such thing. */
type Measure = (
  load: PeakLoad,
  host: HostCapacity,
) => { readonly used: number; readonly there: number | undefined };

/** How each thing is measured, in the order in which a report shows them. */
export const MEASURES: Readonly<Record<GaugeKind, Measure>> = {
  'disk-space': ({ replicas, replicaBytes }, { disks }) => ({
    used: onFullestDisk(replicas, disks.count) * replicaBytes,
    there: disks.bytes,
  }),
  'disk-writes': ({ replicas, written }, { disks }) => ({
    used: (onFullestDisk(replicas, disks.count) / replicas) * written,
    there: disks.bytesPerSecond,
  }),
  'ebs-link': ({ written }, host) => ({ used: written, there: host.ebsBytesPerSecond }),
  'network-in': ({ written }, host) => ({ used: written, there: host.networkBytesPerSecond }),
  'network-out': ({ sent }, host) => ({ used: sent, there: host.networkBytesPerSecond }),
  replicas: ({ replicas }) => ({ used: replicas, there: MAX_REPLICAS }),
  memory: (_, host) => ({ used: host.reservedBytes, there: host.memoryBytes }),
  connections: ({ connections }, host) => connectionUse(connections, host.connections),
};

/** Kafka puts a new replica on the disk that has fewest, so the fullest has its part rounded up. */
function onFullestDisk(replicas: number, disks: number): number {
  return Math.ceil(replicas / disks);
}
