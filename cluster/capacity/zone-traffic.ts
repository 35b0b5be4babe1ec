import type { ResolvedSpec } from '../resolve-spec';
import { storedBytesPerSecond } from './disk-use';

/** What crosses from one zone to another, on average over a day, in bytes a second. */
export interface ZoneTraffic {
  /** From producers to leaders. */
  readonly producers: number;
  /** From leaders to followers. */
  readonly replication: number;
  /** From leaders to readers that don't name their zone. */
  readonly readers: number;
  /** From the nearest replicas to readers that do, by `client.rack`. */
  readonly readersByRack: number;
}

/**
 * Works out what crosses zones, of which the racks of the brokers are taken to be the names. Clients are taken to be
 * spread evenly over them.
 *
 * @returns undefined where there is one rack only
 */
export function zoneTraffic(spec: ResolvedSpec): ZoneTraffic | undefined {
  const racks = new Set(spec.brokers.map(({ rack }) => rack)).size;
  if (racks < 2) return undefined;
  const replicas = spec.topicDefaults.replicationFactor;
  const stored = storedBytesPerSecond(spec);
  const read = stored * spec.workload.consumers;
  const elsewhere = 1 - 1 / racks;
  return {
    producers: stored * elsewhere,
    replication: stored * followersElsewhere(replicas, racks),
    readers: read * elsewhere,
    readersByRack: read * (1 - Math.min(replicas, racks) / racks),
  };
}

/** Followers that are in another rack than their leader: replicas are dealt out evenly, and any of them leads. */
function followersElsewhere(replicas: number, racks: number): number {
  const inRack = (rack: number) => Math.floor((replicas + racks - 1 - rack) / racks);
  const each = Array.from({ length: racks }, (_, rack) => inRack(rack));
  return each.reduce((sum, here) => sum + (here / replicas) * (replicas - here), 0);
}
