import { planCapacity, share, type CapacityPlan, type Gauge } from '../capacity';
import { hostDisks } from '../hardware/host-disks';
import { DEFAULT_CERTIFICATE_DAYS, openPorts } from '../security';
import { brokerHosts, type Topology } from '../topology';

/** What the alerts of a cluster know of it: its names, and thresholds from its capacity. */
export interface AlertFacts {
  readonly clusterName: string;
  readonly mountPoints: {
    readonly brokers: readonly string[];
    readonly zookeeper: readonly string[];
  };
  /** How full the fullest data disk gets by plan, 0-1. */
  readonly diskShare: number;
  /** How much of a disk a plan may use at most, 0-1. */
  readonly diskLimit: number;
  /** Baseline of the host that has least, in one direction, bytes a second. */
  readonly networkBytesPerSecond: number;
  readonly networkLimit: number;
  /** All that producers send by plan, as it arrives, bytes a second on average over a day. */
  readonly ingestBytesPerSecond: number;
  /** The most that they may send at peak while a broker is down; undefined where there is only one. */
  readonly oneDownBytesPerSecond: number | undefined;
  /** The most replicas on a broker. */
  readonly mostReplicas: number;
  /** The least for which records of a topic of the spec are kept, in seconds. */
  readonly retentionSeconds: number;
  /** How long a certificate holds, in days; undefined where there are none. */
  readonly certificateDays: number | undefined;
  /** Whether hosts ship their logs, by the spec. */
  readonly hasShippers: boolean;
}

/** The facts of a cluster. Takes a topology whose instance types are known. */
export function alertFacts(topology: Topology): AlertFacts {
  const { spec } = topology;
  const plan = planCapacity(spec);
  const diskSpace = gauge(plan, 'disk-space');
  const network = gauge(plan, 'network-out');
  const mountPointsOf = (isOfBroker: boolean) => [
    ...new Set(
      topology.hosts
        .flatMap((host) => hostDisks(topology, host))
        .filter(({ name }) => name.startsWith('kafka') === isOfBroker)
        .map(({ mountPoint }) => mountPoint),
    ),
  ];
  return {
    clusterName: spec.clusterName,
    mountPoints: { brokers: mountPointsOf(true), zookeeper: mountPointsOf(false) },
    ...{ diskShare: share(diskSpace), diskLimit: diskSpace.limit },
    ...{ networkBytesPerSecond: network.there, networkLimit: network.limit },
    ingestBytesPerSecond: plan.ingest.stored,
    oneDownBytesPerSecond: brokerHosts(topology).length > 1 ? oneDownIngest(plan) : undefined,
    mostReplicas: gauge(plan, 'replicas').there,
    retentionSeconds: HOUR_SECONDS * Math.min(...retentionHours(topology)),
    certificateDays: certificateDays(topology),
    hasShippers: spec.shippers.length > 0,
  };
}

const HOUR_SECONDS = 3_600;

const retentionHours = ({ spec }: Topology): readonly number[] =>
  [spec, ...spec.topics].map(({ retention }) => retention.hours);

function gauge({ allUp }: CapacityPlan, kind: Gauge['kind']): Gauge {
  return allUp.gauges.find((each) => each.kind === kind)!;
}

/** What grows with the ingest of the moment. */
const GROWS: readonly Gauge['kind'][] = ['disk-writes', 'ebs-link', 'network-in', 'network-out'];

/** The peak that was planned, enlarged until what is tightest reaches its limit. */
function oneDownIngest({ spec, ingest, oneDown }: CapacityPlan): number | undefined {
  if (!oneDown) return undefined;
  const room = oneDown.gauges
    .filter(({ kind }) => GROWS.includes(kind))
    .map((each) => each.limit / share(each));
  return ingest.stored * spec.workload.peakFactor * Math.min(...room);
}

function certificateDays({ spec: { security } }: Topology): number | undefined {
  if (!openPorts(security).includes('tls')) return undefined;
  return security.kind === 'tls'
    ? (security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS)
    : DEFAULT_CERTIFICATE_DAYS;
}
