import { rackLimit } from '../../../cluster/placing/rack-limit';
import { DiskRoom } from './disk-room';
import type { PlacedBroker, PlacedPartition } from './placement';

/**
 * Who holds what while a plan is made, in numbers instead of objects: brokers and partitions by their
 * place, since a million partitions are to be planned within a minute.
 */
export class Layout {
  /** The brokers of each partition, `stride` places for each: -1 behind the last. */
  readonly slots: Int32Array;
  readonly stride: number;
  readonly bytesOf: Float64Array;
  /** By broker. */
  readonly counts: Int32Array;
  readonly bytes: Float64Array;
  readonly rackOf: Int32Array;
  /** The partitions of each broker, the small ones first. */
  readonly held: number[][];
  /** The partitions of each broker that it has to copy anew if they stay: they lay on a disk that it lost. */
  readonly lost: readonly Set<number>[];
  /** How many replicas a rack could take beside those that it has. */
  readonly rackRoom: Float64Array;
  private readonly limits: Uint8Array;
  private readonly factors: Uint8Array;
  private readonly room: readonly DiskRoom[];
  private readonly stays: Uint8Array;
  private readonly original: Int32Array;

  constructor(
    readonly brokers: readonly PlacedBroker[],
    partitions: readonly PlacedPartition[],
  ) {
    const placeOf = new Map(brokers.map(({ id }, at) => [id, at]));
    const racks = [...new Set(brokers.map(({ rack }) => rack))];
    this.stride = partitions.reduce((most, { replicas }) => Math.max(most, replicas.length), 1);
    this.slots = new Int32Array(partitions.length * this.stride).fill(-1);
    this.bytesOf = Float64Array.from(partitions, ({ bytes }) => bytes);
    this.counts = new Int32Array(brokers.length);
    this.bytes = new Float64Array(brokers.length);
    this.rackOf = Int32Array.from(brokers, ({ rack }) => racks.indexOf(rack));
    this.stays = Uint8Array.from(brokers, ({ weight }) => (weight > 0 ? 1 : 0));
    this.room = brokers.map(({ disks }) => new DiskRoom(disks));
    this.held = brokers.map(() => []);
    this.lost = brokers.map(() => new Set());
    this.factors = Uint8Array.from(partitions, ({ replicas }) => replicas.length);
    this.limits = limitsOf(brokers, this.factors);
    for (const [partition, { replicas, disks }] of partitions.entries()) {
      for (const [slot, id] of replicas.entries()) {
        const broker = placeOf.get(id)!;
        this.slots[partition * this.stride + slot] = broker;
        if (disks && disks[slot] === undefined) this.lost[broker]!.add(partition);
      }
    }
    this.original = this.slots.slice();
    this.rackRoom = new Float64Array(racks.length);
    this.countAll(partitions.length);
  }

  get size(): number {
    return this.factors.length;
  }

  /** Whether a broker is to hold anything. */
  isStaying(broker: number): boolean {
    return this.stays[broker] === 1;
  }

  replicasOf(partition: number): readonly number[] {
    const start = partition * this.stride;
    return Array.from(this.slots.subarray(start, start + this.factors[partition]!));
  }

  /** How many replicas a partition has. */
  factorOf(partition: number): number {
    return this.factors[partition]!;
  }

  /** Which broker has a replica, by its place: 0 is the one that should lead. */
  brokerAt(partition: number, slot: number): number {
    return this.slots[partition * this.stride + slot]!;
  }

  holds(partition: number, broker: number): boolean {
    return this.placeOf(partition, broker) >= 0;
  }

  /** Whether it held the partition at first: what comes back is no copy. */
  held0(partition: number, broker: number): boolean {
    const start = partition * this.stride;
    for (let at = start; at < start + this.stride; at += 1) {
      if (this.original[at] === broker) return true;
    }
    return false;
  }

  /** Whether a partition has more replicas in this rack than belong there. */
  isCrowded(partition: number, rack: number): boolean {
    return this.inRack(partition, rack) > this.limits[this.factors[partition]!]!;
  }

  /** Whether anything of a broker might go to another: not where racks are full of all partitions. */
  mayReach(from: number, to: number): boolean {
    if (from === to || this.stays[to] === 0) return false;
    const rack = this.rackOf[to]!;
    return rack === this.rackOf[from] || this.rackRoom[rack]! > 0;
  }

  /** Whether a broker may take the replica that another one has. */
  mayMove(partition: number, from: number, to: number): boolean {
    if (this.stays[to] === 0 || this.holds(partition, to)) return false;
    const rack = this.rackOf[to]!;
    if (rack !== this.rackOf[from]) {
      if (this.inRack(partition, rack) >= this.limits[this.factors[partition]!]!) return false;
    }
    return this.held0(partition, to) || this.room[to]!.fits(this.bytesOf[partition]!);
  }

  move(partition: number, from: number, to: number): void {
    this.slots[this.placeOf(partition, from)] = to;
    const bytes = this.bytesOf[partition]!;
    this.count(from, -1, bytes);
    this.count(to, 1, bytes);
    const list = this.held[from]!;
    list.splice(this.placeIn(list, partition), 1);
    this.lost[from]!.delete(partition);
    const target = this.held[to]!;
    target.splice(this.lowerBound(target, bytes), 0, partition);
    if (!this.held0(partition, to)) {
      const room = this.room[to]!;
      room.add(room.choose(bytes), bytes);
    }
  }

  /** Lets a broker that holds a partition lead it, in exchange for its place. */
  putFirst(partition: number, broker: number): void {
    const start = partition * this.stride;
    this.slots[this.placeOf(partition, broker)] = this.slots[start]!;
    this.slots[start] = broker;
  }

  /** The place of the first partition in a list that is at least as large. */
  lowerBound(list: readonly number[], bytes: number): number {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.bytesOf[list[middle]!]! < bytes) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private placeIn(list: readonly number[], partition: number): number {
    return list.indexOf(partition, this.lowerBound(list, this.bytesOf[partition]!));
  }

  /** Where in `slots` a broker's replica stands; -1 where it has none. */
  placeOf(partition: number, broker: number): number {
    const start = partition * this.stride;
    for (let at = start; at < start + this.stride; at += 1) {
      if (this.slots[at] === broker) return at;
    }
    return -1;
  }

  private inRack(partition: number, rack: number): number {
    const start = partition * this.stride;
    let count = 0;
    for (let at = start; at < start + this.factors[partition]!; at += 1) {
      const broker = this.slots[at]!;
      if (this.rackOf[broker] === rack) count += 1;
    }
    return count;
  }

  private count(broker: number, replicas: number, bytes: number): void {
    this.counts[broker]! += replicas;
    this.bytes[broker]! += replicas * bytes;
    this.rackRoom[this.rackOf[broker]!]! -= replicas;
  }

  private countAll(partitions: number): void {
    const members = new Float64Array(this.rackRoom.length);
    for (const broker of this.brokers.keys()) {
      members[this.rackOf[broker]!]! += this.stays[broker]!;
    }
    for (let partition = 0; partition < partitions; partition += 1) {
      const limit = this.limits[this.factors[partition]!]!;
      for (const [rack, size] of members.entries()) {
        this.rackRoom[rack]! += Math.min(size, limit);
      }
      for (const broker of this.replicasOf(partition)) {
        this.count(broker, 1, this.bytesOf[partition]!);
        this.held[broker]!.push(partition);
      }
    }
    for (const list of this.held) list.sort((a, b) => this.bytesOf[a]! - this.bytesOf[b]!);
  }
}

/** By number of replicas. */
function limitsOf(brokers: readonly PlacedBroker[], factors: Uint8Array): Uint8Array {
  const limits = new Uint8Array(256);
  for (const factor of new Set(factors)) limits[factor] = rackLimit(brokers, factor);
  return limits;
}
