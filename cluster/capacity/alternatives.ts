import { mostEbsVolumes } from '../hardware/ebs-attachments';
import {
  instanceType,
  knownInstanceTypes,
  type GivenInstanceTypes,
} from '../hardware/instance-types';
import { brokerHeapMiB } from '../hardware/jvm-sizes';
import { replicasPerBroker } from '../replicas';
import type { ResolvedBroker, ResolvedSpec } from '../resolve-spec';
import { isVolumes, volumeKindOf, type EbsStorage } from '../hardware/storage/storage';
import { MAX_VOLUMES_PER_BROKER } from '../hardware/storage/storage-kind';
import type { HostCapacity } from './host-capacity';

/** One way to change a spec, by degrees: each step helps at least as much as the one before. */
export interface Alternative {
  /** How many steps there are; 0 where the spec can't be changed in this way. */
  readonly steps: number;
  /** The spec after this step, 0 being the least change. */
  readonly at: (step: number) => ResolvedSpec;
  /** What a spec so changed has, as the object of "Take …". */
  readonly describe: (spec: ResolvedSpec) => string;
}

const NONE: Alternative = {
  steps: 0,
  at: () => {
    throw new RangeError('no step');
  },
  describe: () => '',
};

/** More volumes on each broker. */
export function moreVolumes(spec: ResolvedSpec): Alternative {
  const { storage } = spec;
  if (!isVolumes(storage)) return NONE;
  const { volumesPerBroker } = storage;
  return {
    steps: Math.max(0, mostVolumes(spec) - volumesPerBroker),
    at: (step) => withStorage(spec, { ...storage, volumesPerBroker: volumesPerBroker + 1 + step }),
    describe: ({ storage: wanted }) => describeVolumes(wanted as EbsStorage),
  };
}

/** Data volumes that every host takes, beside its system disk and the volume of a voter. */
function mostVolumes({ brokers, instanceTypes }: ResolvedSpec): number {
  const each = brokers.map(({ instanceType: type }) => {
    const facts = instanceType(type, instanceTypes);
    return facts ? mostEbsVolumes(type, facts) - 2 : MAX_VOLUMES_PER_BROKER;
  });
  return Math.min(MAX_VOLUMES_PER_BROKER, ...each);
}

/** With other storage for all brokers that have none of their own. */
function withStorage(spec: ResolvedSpec, storage: EbsStorage): ResolvedSpec {
  const brokers = spec.brokers.map((broker) =>
    broker.storage === spec.storage ? { ...broker, storage } : broker,
  );
  return { ...spec, storage, brokers };
}

const SIZE_STEP_GIB = 100;

/** As many volumes, each larger: the next round sizes. */
export function largerVolumes(spec: ResolvedSpec): Alternative {
  const { storage } = spec;
  if (!isVolumes(storage)) return NONE;
  const next = (Math.floor(storage.sizeGiB / SIZE_STEP_GIB) + 1) * SIZE_STEP_GIB;
  return {
    steps: stepsBetween(next, volumeKindOf(storage).sizeGiB.max, SIZE_STEP_GIB),
    at: (step) => withStorage(spec, { ...storage, sizeGiB: next + step * SIZE_STEP_GIB }),
    describe: ({ storage: wanted }) => describeVolumes(wanted as EbsStorage),
  };
}

const THROUGHPUT_STEP_MIBPS = 25;

/** As many volumes as large, with more throughput provisioned, and what else that asks for. */
export function fasterVolumes(spec: ResolvedSpec): Alternative {
  const { storage } = spec;
  if (!isVolumes(storage)) return NONE;
  const { faster, throughputMiBps } = volumeKindOf(storage);
  if (!faster) return NONE;
  const next = Math.floor(throughputMiBps(storage)) + THROUGHPUT_STEP_MIBPS;
  return {
    steps: stepsBetween(next, faster.mostMiBps(storage), THROUGHPUT_STEP_MIBPS),
    at: (step) => withStorage(spec, faster.provision(storage, next + step * THROUGHPUT_STEP_MIBPS)),
    describe: ({ storage: wanted }) => describeThroughput(wanted as EbsStorage),
  };
}

function describeThroughput(storage: EbsStorage): string {
  const { provisioned, throughputMiBps } = volumeKindOf(storage);
  const { iops } = provisioned(storage);
  const withIops = iops === undefined ? '' : ` with ${count(iops)} operations a second`;
  return `at least ${count(Math.floor(throughputMiBps(storage)))} MiB/s a volume${withIops}`;
}

/** A search stops at ten times what is there: nobody takes that for a remedy. */
const MAX_GROWTH = 10;

/** More brokers like the first, one in each rack a step. */
export function moreBrokers(spec: ResolvedSpec): Alternative {
  const racks = [...new Set(spec.brokers.map(({ rack }) => rack))];
  return {
    steps: Math.floor((spec.brokers.length * (MAX_GROWTH - 1)) / racks.length),
    at: (step) => withMoreBrokers(spec, racks, step + 1),
    describe: ({ brokers }) =>
      racks.length > 1 && brokers.length % racks.length === 0
        ? `${brokers.length} brokers (${brokers.length / racks.length} in each rack)`
        : `${brokers.length} brokers`,
  };
}

function withMoreBrokers(spec: ResolvedSpec, racks: readonly string[], more: number): ResolvedSpec {
  const [model] = spec.brokers;
  const firstId = Math.max(...spec.brokers.map(({ id }) => id)) + 1;
  const added = Array.from({ length: more * racks.length }, (_, index) => ({
    ...(model as ResolvedBroker),
    id: firstId + index,
    rack: racks[index % racks.length] as string,
  }));
  return { ...spec, brokers: [...spec.brokers, ...added] };
}

/** All brokers of a larger type of the same family. */
export function largerInstances(spec: ResolvedSpec): Alternative {
  const type = spec.brokers[0]?.instanceType ?? '';
  const family = type.slice(0, type.indexOf('.') + 1);
  const given = spec.instanceTypes;
  const memoryGiB = (name: string) => instanceType(name, given)?.memoryGiB ?? 0;
  const larger = [...new Set([...knownInstanceTypes, ...Object.keys(given)])]
    .filter((name) => name.startsWith(family) && memoryGiB(name) > memoryGiB(type))
    .sort((a, b) => memoryGiB(a) - memoryGiB(b));
  return {
    steps: larger.length,
    at: (step) => ({
      ...spec,
      brokers: spec.brokers.map((broker) => ofType(broker, larger[step] as string, given)),
    }),
    describe: ({ brokers }) => `instance type ${brokers[0]?.instanceType}`,
  };
}

/** A heap that follows the instance type goes on doing so. */
function ofType(broker: ResolvedBroker, name: string, given: GivenInstanceTypes): ResolvedBroker {
  const follows = broker.heapMiB === brokerHeapMiB(broker.instanceType, given);
  const heapMiB = follows ? brokerHeapMiB(name, given) : broker.heapMiB;
  return { ...broker, instanceType: name, heapMiB };
}

/** Records kept for fewer hours. */
export function shorterRetention(spec: ResolvedSpec): Alternative {
  const most = Math.ceil(spec.retention.hours) - 1;
  return {
    steps: Math.max(0, most),
    at: (step) => ({ ...spec, retention: { ...spec.retention, hours: most - step } }),
    describe: ({ retention: { hours } }) =>
      `at most ${count(hours)} ${hours === 1 ? 'hour' : 'hours'} of retention`,
  };
}

/** Fewer consumer groups. */
export function fewerConsumers(spec: ResolvedSpec): Alternative {
  const most = Math.ceil(spec.workload.consumers) - 1;
  return {
    steps: most + 1,
    at: (step) => withWorkload(spec, { consumers: most - step }),
    describe: ({ workload: { consumers } }) =>
      `at most ${count(consumers)} ${consumers === 1 ? 'consumer' : 'consumers'}`,
  };
}

/** Fewer partitions in all. */
export function fewerPartitions(spec: ResolvedSpec): Alternative {
  const { partitions } = spec.workload;
  return {
    steps: partitions - 1,
    at: (step) => withWorkload(spec, { partitions: partitions - 1 - step }),
    describe: ({ workload }) => `at most ${count(workload.partitions)} partitions`,
  };
}

/** The next number of partitions that gives every disk of every broker as many replicas. */
export function evenPartitions(spec: ResolvedSpec, disks: HostCapacity['disks']): Alternative {
  const { brokers, workload, topicDefaults } = spec;
  const places = brokers.length * disks.count;
  const isEven = (partitions: number) =>
    (partitions * topicDefaults.replicationFactor) % places === 0;
  if (isEven(workload.partitions) || replicasPerBroker(spec) % disks.count === 0) return NONE;
  const partitions = Array.from({ length: places }, (_, i) => workload.partitions + i + 1).find(
    isEven,
  );
  if (partitions === undefined) return NONE;
  return {
    steps: 1,
    at: () => withWorkload(spec, { partitions }),
    describe: () => `${count(partitions)} partitions, so that all disks get as many`,
  };
}

/** Less ingest, three digits of it: what always helps, and what nobody can choose. */
export function lessIngest(spec: ResolvedSpec): Alternative {
  const now = spec.workload.ingestBytesPerSecond;
  const digit = 10 ** (Math.floor(Math.log10(now)) - 2);
  const most = Math.ceil(now / digit) - 1;
  return {
    steps: most,
    at: (step) => withWorkload(spec, { ingestBytesPerSecond: (most - step) * digit }),
    describe: ({ workload }) =>
      `at most ${Number((workload.ingestBytesPerSecond / 1e6).toPrecision(3))} MB/s of ingest`,
  };
}

function withWorkload(spec: ResolvedSpec, change: Partial<ResolvedSpec['workload']>): ResolvedSpec {
  return { ...spec, workload: { ...spec.workload, ...change } };
}

function describeVolumes({ volumesPerBroker, sizeGiB }: EbsStorage): string {
  return volumesPerBroker === 1
    ? `one volume of at least ${count(sizeGiB)} GiB`
    : `at least ${volumesPerBroker} volumes of ${count(sizeGiB)} GiB`;
}

function stepsBetween(from: number, to: number, step: number): number {
  return Math.max(0, Math.floor((to - from) / step) + 1);
}

function count(value: number): string {
  return value.toLocaleString('en');
}
