/** Where the partitions of a cluster lie, as far as a move is about it. */
export interface Placement {
  readonly brokers: readonly PlacedBroker[];
  readonly partitions: readonly PlacedPartition[];
}

/** A broker that replicas may lie on. */
export interface PlacedBroker {
  readonly id: number;
  readonly rack: string;
  /** What it should hold beside the others: one of twice the weight gets twice as much. 0: nothing. */
  readonly weight: number;
  readonly disks: readonly PlacedDisk[];
}

/** A log directory of a broker, with the filesystem that it lies on. */
export interface PlacedDisk {
  readonly path: string;
  readonly sizeBytes: number;
  /** Whoever uses it. */
  readonly usedBytes: number;
}

export interface PlacedPartition {
  readonly topic: string;
  readonly index: number;
  /** Ids of brokers; the first is the one that should lead. */
  readonly replicas: readonly number[];
  /** Which of its broker's disks each replica lies on, by place; undefined where it is not known. */
  readonly disks?: readonly (number | undefined)[];
  /** Of each replica. */
  readonly bytes: number;
}

/** What a move is to bring about. */
export interface MoveGoal {
  /** Ids of brokers that hold nothing afterwards. @default - none */
  readonly leaving?: ReadonlySet<number>;
  /** Nothing is moved but what has to: off leaving brokers, and out of crowded racks. @default false */
  readonly onlyWhatMust?: boolean;
}

/** What is to be done, as data, and what it brings about. */
export interface MovePlan {
  /** Partitions whose replicas, or whose order, become others. */
  readonly moves: readonly PartitionMove[];
  /** Replicas that change the disk, and stay on their broker. */
  readonly diskMoves: readonly DiskMove[];
  readonly before: readonly BrokerLoad[];
  readonly after: readonly BrokerLoad[];
  /** That go from one broker to another. */
  readonly bytes: number;
  /** That go from one disk to another of the same broker. */
  readonly diskBytes: number;
}

export interface PartitionMove {
  readonly topic: string;
  readonly index: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The brokers that it comes to, each with the disk that it is to lie on there. */
  readonly added: readonly AddedReplica[];
  /** Of each replica. */
  readonly bytes: number;
}

export interface AddedReplica {
  readonly broker: number;
  readonly path: string;
}

export interface DiskMove {
  readonly topic: string;
  readonly index: number;
  readonly broker: number;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
}

/** What lies on a broker. */
export interface BrokerLoad extends Load {
  readonly id: number;
  readonly rack: string;
  /** What it should have beside the others. */
  readonly share: Load;
  readonly disks: readonly DiskLoad[];
}

export interface Load {
  readonly replicas: number;
  readonly bytes: number;
  readonly leaders: number;
}

export interface DiskLoad {
  readonly path: string;
  readonly replicas: number;
  readonly bytes: number;
}
