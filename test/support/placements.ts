import type {
  PlacedBroker,
  PlacedDisk,
  PlacedPartition,
  Placement,
} from '../../scripts/moving/planning/placement';
import fc from './fast-check';

const GIB = 2 ** 30;

/** A disk with room for whatever tests put on it. */
export function largeDisk(path = '/data/1'): PlacedDisk {
  return { path, sizeBytes: 1_000_000 * GIB, usedBytes: 0 };
}

/** Brokers 1, 2, 3 … in these racks, alike, each with one large disk. */
export function brokersIn(racks: readonly string[]): readonly PlacedBroker[] {
  return racks.map((rack, at) => ({ id: at + 1, rack, weight: 1, disks: [largeDisk()] }));
}

/** A partition of `events`, of a gibibyte unless said otherwise. */
export function partitionOn(
  replicas: readonly number[],
  index = 0,
  { topic = 'events', bytes = GIB }: Partial<PlacedPartition> = {},
): PlacedPartition {
  return { topic, index, replicas, disks: replicas.map(() => 0), bytes };
}

export interface PlacementOptions {
  /** Disks of each broker. @default 1 */
  readonly disks?: number;
  /** As many brokers in every rack. @default false */
  readonly evenRacks?: boolean;
}

/** Any placement of a live cluster: also crowded racks, idle brokers, sizes far apart. */
export function anyPlacement({ disks = 1, evenRacks = false }: PlacementOptions = {}) {
  const layout = fc
    .record({
      racks: fc.integer({ min: 1, max: 4 }),
      brokers: fc.integer({ min: 3, max: 12 }),
      factor: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ racks, brokers, factor }) => {
      const count = evenRacks ? Math.max(1, Math.floor(brokers / racks)) * racks : brokers;
      const of = Array.from({ length: Math.max(count, factor) }, (_, at) => `rack-${at % racks}`);
      return { brokers: brokersOf(of, disks), factor };
    });
  return layout.chain(({ brokers, factor }) =>
    fc
      .array(anyPartition(brokers, { factor, disks }), { minLength: 1, maxLength: 120 })
      .map((partitions): Placement => ({
        brokers,
        partitions: partitions.map((each, index) => ({ ...each, index })),
      })),
  );
}

function brokersOf(racks: readonly string[], disks: number): readonly PlacedBroker[] {
  const own = Array.from({ length: disks }, (_, at) => largeDisk(`/data/${at + 1}`));
  return brokersIn(racks).map((broker) => ({ ...broker, disks: own }));
}

function anyPartition(
  brokers: readonly PlacedBroker[],
  { factor, disks }: { readonly factor: number; readonly disks: number },
): fc.Arbitrary<PlacedPartition> {
  const ids = brokers.map(({ id }) => id);
  return fc.record({
    topic: fc.constant('events'),
    index: fc.constant(0),
    replicas: fc.shuffledSubarray(ids, { minLength: factor, maxLength: factor }),
    disks: fc.array(fc.integer({ min: 0, max: disks - 1 }), {
      minLength: factor,
      maxLength: factor,
    }),
    bytes: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 1, max: 100 }).map((gibibytes) => gibibytes * GIB),
    ),
  });
}
