import type { ResolvedSpec } from '../resolve-spec';
import { shipperHosts } from './connections';

/** What the hosts of shippers are to each broker, and to all. */
export interface ShipperLoad {
  readonly hosts: number;
  /** Shippers of which the spec does not say how many hosts they have. */
  readonly withoutHosts: readonly string[];
  /** The most to all brokers, where one file grows on each host and is read to its end each time. */
  readonly produceRequestsPerSecond: number;
}

/** Undefined where the spec says of no shipper how many hosts it has. */
export function shipperLoad(spec: ResolvedSpec): ShipperLoad | undefined {
  const hosts = shipperHosts(spec);
  if (hosts === undefined) return undefined;
  return {
    hosts,
    withoutHosts: spec.shippers.flatMap((shipper) =>
      shipper.hosts === undefined ? [shipper.name] : [],
    ),
    produceRequestsPerSecond: Math.ceil(
      spec.shippers.reduce((sum, each) => sum + (each.hosts ?? 0) / each.restSeconds, 0),
    ),
  };
}
