import type { Layout } from './layout';
import type { BrokerLoad, DiskLoad, MovePlan, Placement, PlacedBroker } from './placement';
import { sharesOf } from './shares';

/** Tells the disk of a replica, by partition and broker; undefined where disks are not known. */
export type DiskOf = (partition: number, broker: number) => number | undefined;

interface Result {
  readonly layout: Layout;
  readonly diskOf: DiskOf;
}

/** What lies on each broker before and after. */
export function loadsOf(
  placement: Placement,
  { layout, diskOf }: Result,
): Pick<MovePlan, 'before' | 'after'> {
  const { brokers, partitions } = placement;
  const shares = sharesOf(brokers, partitions);
  const placeOf = new Map(brokers.map(({ id }, at) => [id, at]));
  const before = new Tally(brokers);
  const after = new Tally(brokers);
  for (const [at, { replicas, disks, bytes }] of partitions.entries()) {
    for (const [slot, id] of replicas.entries()) {
      before.add(placeOf.get(id)!, { bytes, leads: slot === 0, disk: disks?.[slot] });
    }
    for (const [slot, broker] of layout.replicasOf(at).entries()) {
      after.add(broker, { bytes, leads: slot === 0, disk: diskOf(at, broker) });
    }
  }
  const describe = (tally: Tally): readonly BrokerLoad[] =>
    brokers.map(({ id, rack }, at) => ({ id, rack, share: shares[at]!, ...tally.of(at) }));
  return { before: describe(before), after: describe(after) };
}

interface TalliedReplica {
  readonly bytes: number;
  readonly leads: boolean;
  readonly disk: number | undefined;
}

class Tally {
  private readonly loads;

  constructor(brokers: readonly PlacedBroker[]) {
    this.loads = brokers.map(({ disks }) => ({
      ...{ replicas: 0, bytes: 0, leaders: 0 },
      disks: disks.map(({ path }) => ({ path, replicas: 0, bytes: 0 })),
    }));
  }

  add(broker: number, { bytes, leads, disk }: TalliedReplica): void {
    const load = this.loads[broker]!;
    load.replicas += 1;
    load.bytes += bytes;
    if (leads) load.leaders += 1;
    const own = disk === undefined ? undefined : load.disks[disk];
    if (!own) return;
    own.replicas += 1;
    own.bytes += bytes;
  }

  of(broker: number): Pick<BrokerLoad, 'replicas' | 'bytes' | 'leaders'> & {
    readonly disks: readonly DiskLoad[];
  } {
    return this.loads[broker]!;
  }
}
