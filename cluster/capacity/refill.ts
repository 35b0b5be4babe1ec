import { replicasPerBroker } from '../replicas';
import type { ResolvedSpec } from '../resolve-spec';
import { busiestBroker } from './busiest-broker';
import { bytesPerReplica, storedBytesPerSecond } from './disk-use';
import { LIMITS } from './gauge';
import type { HostCapacity } from './host-capacity';

/** What it takes to give a broker its data again from the replicas on the others. */
export interface Refill {
  /** All that a broker holds. */
  readonly bytes: number;
  /** What is left over for it at average load. */
  readonly bytesPerSecond: number;
  /** How long a broker that lost all its disks stays behind. */
  readonly seconds: number;
  /** How long a broker that kept its disks needs to catch up with each hour that it was away. */
  readonly catchUpSecondsPerHour: number;
}

/**
 * Refilling one broker while the load goes on at its average. Whatever has least left over sets
 * the pace: the way in (network, disks, EBS link of the broker) or the way out (the others' network).
 * The others' disks must be read, since old records are no longer in memory, but each has as much left
 * over as the one that is written.
 *
 * Undefined where there is no other replica to refill from, or nothing is left over.
 */
export function planRefill(spec: ResolvedSpec, hosts: readonly HostCapacity[]): Refill | undefined {
  const sources = hosts.length - 1;
  if (sources < 1 || spec.topicDefaults.replicationFactor < 2) return undefined;
  const average = storedBytesPerSecond(spec);
  const shares = busiestBroker(spec, 1);
  const written = average * shares.stored;
  const out = average * (shares.replicatedOut + shares.led * spec.workload.consumers);
  const network = least(hosts, (host) => host.networkBytesPerSecond) * LIMITS['network-in'];
  const disks = least(hosts, diskBytesPerSecond) * LIMITS['disk-writes'];

  const bytesPerSecond = Math.min(network - written, disks - written, sources * (network - out));
  if (bytesPerSecond <= 0) return undefined;
  const bytes = replicasPerBroker(spec) * bytesPerReplica(spec);
  return {
    bytes,
    bytesPerSecond,
    seconds: bytes / bytesPerSecond,
    catchUpSecondsPerHour: (written * 3600) / bytesPerSecond,
  };
}

/** Of all disks together, no more than the EBS link carries. */
function diskBytesPerSecond({ disks, ebsBytesPerSecond }: HostCapacity): number {
  return Math.min(disks.count * disks.bytesPerSecond, ebsBytesPerSecond ?? Infinity);
}

function least(hosts: readonly HostCapacity[], of: (host: HostCapacity) => number): number {
  return Math.min(...hosts.map(of));
}
