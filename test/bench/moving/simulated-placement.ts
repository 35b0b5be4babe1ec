import type {
  PlacedBroker,
  PlacedPartition,
  Placement,
} from '../../../scripts/moving/planning/placement';

export interface SimulatedCluster {
  readonly racks: number;
  readonly brokersInRack: number;
  readonly partitions: number;
  /** Of a topic, in bytes: that of each of its partitions. @default - a gibibyte for all */
  readonly bytesOf?: (topic: number) => number;
}

export const PARTITIONS_OF_TOPIC = 100;
export const DISKS = 4;
const GIB = 2 ** 30;
/** Room for more than twice of what lies there. */
const DISK_BYTES = 2_000 * GIB;

/**
 * A cluster in which every broker has as many replicas as any other, and leads as many, each replica in a
 * rack of its own, spread over four disks.
 */
export function simulatePlacement(cluster: SimulatedCluster): Placement {
  const { racks, brokersInRack, partitions: count, bytesOf = () => GIB } = cluster;
  const size = racks * brokersInRack;
  // Broker N stands in rack N % racks, so that neighbours stand apart.
  const brokers = Array.from({ length: size }, (_, at) => simulateBroker(at + 1, at % racks));
  const partitions = Array.from({ length: count }, (_, at): PlacedPartition => {
    const topic = Math.floor(at / PARTITIONS_OF_TOPIC);
    const lap = Math.floor(at / size);
    // One and two racks further, in another row of hosts in each lap.
    const steps = [
      0,
      1 + racks * (lap % brokersInRack),
      2 + racks * ((lap * 7 + 3) % brokersInRack),
    ];
    return {
      topic: `topic-${topic}`,
      index: at % PARTITIONS_OF_TOPIC,
      replicas: steps.map((step) => ((at + step) % size) + 1),
      disks: steps.map((_, slot) => (lap + slot) % DISKS),
      bytes: bytesOf(topic),
    };
  });
  return { brokers: withUse(brokers, partitions), partitions };
}

export function simulateBroker(id: number, rack: number): PlacedBroker {
  const disks = Array.from({ length: DISKS }, (_, at) => ({
    ...{ path: `/disk-${at + 1}`, sizeBytes: DISK_BYTES, usedBytes: 0 },
  }));
  return { id, rack: `rack-${rack}`, weight: 10, disks };
}

function withUse(
  brokers: readonly PlacedBroker[],
  partitions: readonly PlacedPartition[],
): readonly PlacedBroker[] {
  const used = new Map(brokers.map(({ id }) => [id, new Float64Array(DISKS)]));
  for (const { replicas, disks, bytes } of partitions) {
    for (const [slot, id] of replicas.entries()) used.get(id)![disks![slot]!]! += bytes;
  }
  return brokers.map((broker) => ({
    ...broker,
    disks: broker.disks.map((disk, at) => ({ ...disk, usedBytes: used.get(broker.id)![at]! })),
  }));
}

/** Numbers as even as random ones, the same in each run. @returns from 0 to 1 */
export function hashed(value: number): number {
  const mixed = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  const again = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((again ^ (again >>> 16)) >>> 0) / 2 ** 32;
}
