import { instanceType, type InstanceTypeFacts } from '../hardware/instance-types';
import type { ResolvedBroker, ResolvedSpec } from '../resolve-spec';
import { EBS_LIMITS, type StorageSpec } from '../hardware/storage';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** What one broker's host has to give. Bytes and bytes a second throughout. */
export interface HostCapacity {
  readonly broker: ResolvedBroker;
  readonly disks: DiskCapacity;
  /** Baseline in one direction; the other has as much at the same time. */
  readonly networkBytesPerSecond: number;
  /** Baseline to all EBS volumes together; undefined where the data is on the host's own disks. */
  readonly ebsBytesPerSecond: number | undefined;
  readonly memoryBytes: number;
  /** Memory that heaps, the JVM and the operating system take, and the page cache can't have. */
  readonly reservedBytes: number;
}

export interface DiskCapacity {
  readonly count: number;
  /** Size of each. */
  readonly bytes: number;
  /** Sequential throughput of each that lasts, without burst credits. */
  readonly bytesPerSecond: number;
  /** Whether they are hard disks, which seek. */
  readonly spinning: boolean;
}

/** The operating system, an agent or two. */
const SYSTEM_BYTES = GIB;
/** What a JVM takes beside its heap (metaspace, threads, network buffers), as a share of the heap. */
const BESIDE_HEAP = 0.25;

/** Memory of a host that heaps of this size, their JVMs and the system take. */
export function reservedBytes(heapMiB: number): number {
  return SYSTEM_BYTES + heapMiB * MIB * (1 + BESIDE_HEAP);
}

/** What the host of this broker has. */
export function hostCapacity(spec: ResolvedSpec, broker: ResolvedBroker): HostCapacity {
  const facts = instanceType(broker.instanceType, spec.instanceTypes);
  if (!facts) throw new Error(`${broker.instanceType}: an instance type without facts got through`);
  const votes = spec.metadata.onBrokers.some((voter) => voter.broker === broker.id);
  const heapMiB = broker.heapMiB + (votes ? spec.jvm.zookeeperHeapMiB : 0);
  const onEbs = broker.storage.kind !== 'instance-store';
  return {
    broker,
    disks: diskCapacity(broker.storage, facts),
    networkBytesPerSecond: (facts.networkGbps.baseline * 1e9) / 8,
    ebsBytesPerSecond: onEbs ? facts.ebsMBps.baseline * 1e6 : undefined,
    memoryBytes: facts.memoryGiB * GIB,
    reservedBytes: reservedBytes(heapMiB),
  };
}

/** Baseline of st1 in MiB/s a TiB, and its ceiling. https://docs.aws.amazon.com/ebs/latest/userguide/hdd-vols.html */
const ST1 = { mibpsPerTiB: 40, maxMibps: 500 };

/**
 * AWS names no throughput for a single disk of an instance store. A hard disk streams well over
 * 100 MB/s. For SSDs the one figure given is write operations: an i3en.large's 32,500 a second of
 * 4 KiB on 1,250 GB are 0.106 MB/s a GB, the least of all families
 * (https://docs.aws.amazon.com/ec2/latest/instancetypes/so.html).
 */
const OWN_DISK = { hddBytesPerSecond: 100e6, ssdBytesPerSecondPerGB: 0.1e6 };

function diskCapacity(storage: StorageSpec, { disks }: InstanceTypeFacts): DiskCapacity {
  switch (storage.kind) {
    case 'gp3':
      return {
        count: storage.volumesPerBroker,
        bytes: storage.sizeGiB * GIB,
        bytesPerSecond: (storage.throughputMiBps ?? EBS_LIMITS.gp3.throughputMiBps.min) * MIB,
        spinning: false,
      };
    case 'st1':
      return {
        count: storage.volumesPerBroker,
        bytes: storage.sizeGiB * GIB,
        bytesPerSecond: Math.min(ST1.maxMibps, (storage.sizeGiB / 1024) * ST1.mibpsPerTiB) * MIB,
        spinning: true,
      };
    case 'instance-store': {
      if (!disks) throw new Error('instance store without disks got through');
      const spinning = disks.medium === 'hdd';
      return {
        count: disks.count,
        bytes: disks.sizeGB * 1e9,
        bytesPerSecond: spinning
          ? OWN_DISK.hddBytesPerSecond
          : disks.sizeGB * OWN_DISK.ssdBytesPerSecondPerGB,
        spinning,
      };
    }
  }
}
