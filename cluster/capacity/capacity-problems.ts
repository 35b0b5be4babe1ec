import type { Problem } from '../errors';
import type { ResolvedSpec } from '../resolve-spec';
import {
  type Alternative,
  evenPartitions,
  fasterVolumes,
  fewerConsumers,
  fewerPartitions,
  largerInstances,
  largerVolumes,
  moreBrokers,
  moreVolumes,
  shorterRetention,
} from './alternatives';
import { addressProblems } from './address-problems';
import { higherLimitOfListener, higherLimits, largerHeaps } from './connection-alternatives';
import { keptHours } from './disk-use';
import { fits, type Gauge, type GaugeKind, LIMITS, share } from './gauge';
import { MAX_REPLICAS } from './measures';
import { type CapacityPlan, planCapacity } from './plan-capacity';
import { takeWhatFits } from './what-fits';

const GIB = 2 ** 30;

/** What to say of a thing that runs out, and what could help. */
interface Shortage {
  readonly path: string;
  readonly rule: (spec: ResolvedSpec) => string;
  readonly alternatives: (plan: CapacityPlan) => readonly Alternative[];
}

const percent = (kind: GaugeKind) => `${LIMITS[kind] * 100}%`;

const SHORTAGES: Readonly<Record<GaugeKind, Shortage>> = {
  'disk-space': {
    path: 'storage',
    rule: (spec) =>
      `hold ${Math.ceil(keptHours(spec)).toLocaleString('en')} hours of records with no disk more than ${percent('disk-space')} full`,
    alternatives: ({ spec, disks }) => [
      moreVolumes(spec),
      largerVolumes(spec),
      evenPartitions(spec, disks),
      largerInstances(spec),
      moreBrokers(spec),
      shorterRetention(spec),
    ],
  },
  'disk-writes': {
    path: 'storage',
    rule: () =>
      `take the peak of writes with at most ${percent('disk-writes')} of the throughput that a disk can keep up`,
    alternatives: ({ spec, disks }) => [
      fasterVolumes(spec),
      moreVolumes(spec),
      largerVolumes(spec),
      evenPartitions(spec, disks),
      largerInstances(spec),
      moreBrokers(spec),
    ],
  },
  'ebs-link': {
    path: 'instanceType',
    rule: () => `carry the peak of writes to EBS in at most ${percent('ebs-link')} of its baseline`,
    alternatives: ({ spec }) => [largerInstances(spec), moreBrokers(spec)],
  },
  'network-in': {
    path: 'instanceType',
    rule: () => `receive the peak in at most ${percent('network-in')} of its network baseline`,
    alternatives: ({ spec }) => [largerInstances(spec), moreBrokers(spec)],
  },
  'network-out': {
    path: 'instanceType',
    rule: () =>
      `send the peak to followers and consumers in at most ${percent('network-out')} of its network baseline`,
    alternatives: ({ spec }) => [largerInstances(spec), moreBrokers(spec), fewerConsumers(spec)],
  },
  replicas: {
    path: 'workload.partitions',
    rule: () => `put at most ${MAX_REPLICAS.toLocaleString('en')} replicas on a broker`,
    alternatives: ({ spec }) => [moreBrokers(spec), fewerPartitions(spec)],
  },
  memory: {
    path: 'instanceType',
    rule: () => 'have memory for the heaps and the system',
    alternatives: ({ spec }) => [largerInstances(spec)],
  },
  connections: {
    path: 'shippers',
    rule: () =>
      `have their connections to each broker, with those of the other brokers, in at most ${percent('connections')} of its max.connections`,
    alternatives: ({ spec }) => [
      higherLimitOfListener(spec),
      higherLimits(spec),
      largerHeaps(spec),
      largerInstances(spec),
    ],
  },
};

/**
 * What does not fit, each with what would: the least change of each kind that is enough, worked
 * out by trying. Empty where the cluster bears its peak with one broker down.
 */
export function capacityProblems(plan: CapacityPlan): readonly Problem[] {
  const kinds = plan.allUp.gauges.map(({ kind }) => kind);
  const suffices = (kind: GaugeKind, of: CapacityPlan) => fits(worst(of, kind).gauge);
  const sufficient = kinds.filter((kind) => suffices(kind, plan));
  // More partitions may fill all disks alike, and give one broker more leaders than its network bears.
  const isHarmless = (spec: ResolvedSpec) => {
    const changed = planCapacity(spec);
    return sufficient.every((kind) => suffices(kind, changed));
  };
  const short = kinds.flatMap((kind) => {
    const { gauge, down } = worst(plan, kind);
    if (fits(gauge)) return [];
    const { path, rule, alternatives } = SHORTAGES[kind];
    const isEnough = (spec: ResolvedSpec) => suffices(kind, planCapacity(spec));
    return [
      {
        path,
        rule: rule(plan.spec),
        value: describe(gauge, down),
        remedy: takeWhatFits(plan.spec, alternatives(plan), isEnough, isHarmless),
      },
    ];
  });
  return [...short, ...addressProblems(plan)];
}

/** The gauge in the state that leaves less room. */
function worst(plan: CapacityPlan, kind: GaugeKind): { gauge: Gauge; down: boolean } {
  const allUp = plan.allUp.gauges.find((gauge) => gauge.kind === kind) as Gauge;
  const oneDown = plan.oneDown?.gauges.find((gauge) => gauge.kind === kind);
  return oneDown && share(oneDown) > share(allUp)
    ? { gauge: oneDown, down: true }
    : { gauge: allUp, down: false };
}

function describe(gauge: Gauge, down: boolean): string | number {
  if (gauge.kind === 'replicas') return gauge.used;
  if (gauge.kind === 'connections') {
    return `${gauge.used.toLocaleString('en')} of ${gauge.there.toLocaleString('en')}`;
  }
  if (gauge.kind === 'memory') {
    return `${(gauge.there / GIB).toFixed(1)} GiB for ${(gauge.used / GIB).toFixed(1)} GiB`;
  }
  // Rounded up, so that 85.2% is not shown as the 85% that would do.
  const used = `${Math.ceil(share(gauge) * 100).toLocaleString('en')}%`;
  return down ? `${used} with one broker down` : used;
}
