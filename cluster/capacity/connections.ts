import { followedPartitions } from '../replicas';
import type { ResolvedBroker, ResolvedSpec } from '../resolve-spec';
import { connectionLimits } from '../settings/broker/limits';
import { replicaFetchers } from '../settings/broker/replication';
import { numberOfSetting } from '../settings/setting-of-spec';

/** Connections to one broker. */
export interface ConnectionLoad {
  /** One of each host of a shipper; undefined where the spec does not say how many there are. */
  readonly shippers: number | undefined;
  /** Of the other brokers. They come first: none of theirs waits for those of clients. */
  readonly members: number;
}

/** How many a broker takes; Infinity where nothing limits them. */
export interface ConnectionRoom {
  readonly inAll: number;
  readonly ofAddress: number;
  /** On the listener that shippers come to. */
  readonly onListener: number;
}

/** Beside its fetchers, a broker reaches another as its controller, and asks it where that one is the controller. */
const BESIDE_FETCHERS = 2;

export function connectionLoad(spec: ResolvedSpec): ConnectionLoad {
  const byDefault = replicaFetchers(followedPartitions(spec));
  const fetchers = spec.brokers.map(({ brokerSettings }) =>
    numberOfSetting(brokerSettings, 'num.replica.fetchers', byDefault),
  );
  return {
    shippers: shipperHosts(spec),
    members: (spec.brokers.length - 1) * (Math.max(...fetchers) + BESIDE_FETCHERS),
  };
}

/** Hosts of all shippers, as far as they are known; undefined where none are. */
export function shipperHosts({ shippers }: ResolvedSpec): number | undefined {
  const known = shippers.flatMap(({ hosts }) => hosts ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, hosts) => sum + hosts);
}

export function connectionRoom(
  { security, listeners }: ResolvedSpec,
  { heapMiB, brokerSettings: settings }: ResolvedBroker,
): ConnectionRoom {
  return {
    ...connectionLimits(security, { heapMiB, settings }),
    onListener: listeners.client.settings['max.connections'] ?? Infinity,
  };
}

/** What is used, of the limit that is nearer: the broker's, or its listener's, which members do not come to. */
export function connectionUse(
  { shippers, members }: ConnectionLoad,
  { inAll, onListener }: ConnectionRoom,
): { readonly used: number; readonly there: number | undefined } {
  if (shippers === undefined) return { used: 0, there: undefined };
  const all = shippers + members;
  const nearer =
    shippers / onListener > all / inAll
      ? { used: shippers, there: onListener }
      : { used: all, there: inAll };
  return nearer.there === Infinity ? { used: all, there: undefined } : nearer;
}
