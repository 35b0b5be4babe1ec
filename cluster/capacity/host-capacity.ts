import { instanceType } from '../hardware/instance-types';
import type { ResolvedBroker, ResolvedSpec } from '../resolve-spec';
import { connectionRoom, type ConnectionRoom } from './connections';
import { isVolumes, kindOf } from '../hardware/storage/storage';
import type { DataDisks } from '../hardware/storage/storage-kind';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** What one broker's host has to give. Bytes and bytes a second throughout. */
export interface HostCapacity {
  readonly broker: ResolvedBroker;
  readonly disks: DataDisks;
  /** Baseline in one direction; the other has as much at the same time. */
  readonly networkBytesPerSecond: number;
  /** Baseline to all EBS volumes together; undefined where the data is on the host's own disks. */
  readonly ebsBytesPerSecond: number | undefined;
  readonly memoryBytes: number;
  /** Memory that heaps, the JVM and the operating system take, and the page cache can't have. */
  readonly reservedBytes: number;
  readonly connections: ConnectionRoom;
}

/** The operating system, an agent or two. */
const SYSTEM_BYTES = GIB;
/** What a JVM takes beside its heap (metaspace, threads, network buffers), as a share of the heap. */
const BESIDE_HEAP = 0.25;

/** Memory of a host that heaps of this size, their JVMs and the system take. */
export function reservedBytes(heapMiB: number): number {
  return SYSTEM_BYTES + heapMiB * MIB * (1 + BESIDE_HEAP);
}

/** The most that all heaps on a broker's host may have: half of it is for the page cache. */
export function mostHeapMiB(memoryGiB: number): number {
  return (memoryGiB * 1024) / 2;
}

/** What the host of this broker has. */
export function hostCapacity(spec: ResolvedSpec, broker: ResolvedBroker): HostCapacity {
  const facts = instanceType(broker.instanceType, spec.instanceTypes);
  if (!facts) throw new Error(`${broker.instanceType}: an instance type without facts got through`);
  const disks = kindOf(broker.storage).disks(broker.storage, facts);
  if (!disks) throw new Error(`${broker.instanceType}: instance store without disks got through`);
  const votes = spec.metadata.onBrokers.some((voter) => voter.broker === broker.id);
  const heapMiB = broker.heapMiB + (votes ? spec.jvm.zookeeperHeapMiB : 0);
  return {
    broker,
    disks,
    networkBytesPerSecond: (facts.networkGbps.baseline * 1e9) / 8,
    ebsBytesPerSecond: isVolumes(broker.storage) ? facts.ebsMBps.baseline * 1e6 : undefined,
    memoryBytes: facts.memoryGiB * GIB,
    reservedBytes: reservedBytes(heapMiB),
    connections: connectionRoom(spec, broker),
  };
}
