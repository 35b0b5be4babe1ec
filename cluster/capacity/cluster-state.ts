import type { ResolvedSpec } from '../resolve-spec';
import { busiestBroker } from './busiest-broker';
import { type Gauge, type GaugeKind, LIMITS, tightest } from './gauge';
import type { HostCapacity } from './host-capacity';
import { MEASURES, type PeakLoad, peakLoad } from './measures';

/** The cluster at peak load, with all brokers up or with one down. */
export interface ClusterState {
  readonly brokersUp: number;
  /** One for each thing that can run out, in the order in which a report shows them. */
  readonly gauges: readonly Gauge[];
  /** Partitions that the busiest broker leads. */
  readonly leaders: number;
  /** For how long, at peak, records stay in memory after they were written. */
  readonly pageCacheSeconds: number;
}

/** Works out one state; the hosts are those of all brokers. */
export function clusterState(
  spec: ResolvedSpec,
  hosts: readonly HostCapacity[],
  down: 0 | 1,
): ClusterState {
  const load = peakLoad(spec, down);
  const cacheBytes = Math.min(
    ...hosts.map(({ memoryBytes, reservedBytes }) => memoryBytes - reservedBytes),
  );
  return {
    brokersUp: spec.brokers.length - down,
    gauges: (Object.keys(MEASURES) as GaugeKind[]).flatMap((kind) => gauge(kind, load, hosts)),
    leaders: Math.round(busiestBroker(spec, down).led * spec.workload.partitions),
    pageCacheSeconds: Math.max(0, cacheBytes) / load.written,
  };
}

/** The gauge of the host that has the least room; none where hosts have no such thing. */
function gauge(kind: GaugeKind, load: PeakLoad, hosts: readonly HostCapacity[]): readonly Gauge[] {
  const gauges = hosts.flatMap((host) => {
    const { used, there } = MEASURES[kind](load, host);
    return there === undefined
      ? []
      : [{ kind, used, there, limit: LIMITS[kind], broker: host.broker.id }];
  });
  return gauges.length === 0 ? [] : [tightest(gauges)];
}
