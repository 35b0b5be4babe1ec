import type { ResolvedSpec } from '../resolve-spec';
import { type ClusterState, clusterState } from './cluster-state';
import type { DataDisks } from '../hardware/storage/storage-kind';
import { hostCapacity } from './host-capacity';
import { storedBytesPerSecond } from './disk-use';
import { planRefill, type Refill } from './refill';
import { shipperLoad, type ShipperLoad } from './shipper-load';
import { type ZoneTraffic, zoneTraffic } from './zone-traffic';

/** What the workload asks of the hosts, and what they have. */
export interface CapacityPlan {
  /** What it was worked out from. */
  readonly spec: ResolvedSpec;
  /** Ingest as it is produced and as it is stored, in bytes a second; averages over a day. */
  readonly ingest: { readonly produced: number; readonly stored: number };
  /** At peak, with all brokers up. */
  readonly allUp: ClusterState;
  /** At peak, with any one broker down; undefined where there is only one. */
  readonly oneDown: ClusterState | undefined;
  /** Undefined where a broker's data can't be had again from others. */
  readonly refill: Refill | undefined;
  /** Undefined where all brokers are in one rack. */
  readonly zoneTraffic: ZoneTraffic | undefined;
  /** Undefined where the spec says of no shipper how many hosts it has. */
  readonly shippers: ShipperLoad | undefined;
  /** The data disks of the broker that has least. */
  readonly disks: DataDisks;
}

/**
 * Works out what each broker must bear and what its host has. Brokers bear the same, since Kafka
 * does not look at what a host has; so of hosts that differ, the weakest counts.
 *
 * Takes the spec that `resolveSpec` made of a valid one, with known instance types.
 */
export function planCapacity(spec: ResolvedSpec): CapacityPlan {
  const hosts = spec.brokers.map((broker) => hostCapacity(spec, broker));
  return {
    spec,
    ingest: {
      produced: spec.workload.ingestBytesPerSecond,
      stored: storedBytesPerSecond(spec),
    },
    allUp: clusterState(spec, hosts, 0),
    oneDown: hosts.length > 1 ? clusterState(spec, hosts, 1) : undefined,
    refill: planRefill(spec, hosts),
    zoneTraffic: zoneTraffic(spec),
    shippers: shipperLoad(spec),
    disks: hosts.map(({ disks }) => disks).reduce((a, b) => (size(b) < size(a) ? b : a)),
  };
}

function size({ count, bytes }: DataDisks): number {
  return count * bytes;
}
