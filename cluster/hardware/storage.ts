/** Where brokers keep their log segments. Made by the factories of {@link Storage}. */
export type StorageSpec = EbsStorage | InstanceStorage;

/** EBS volumes: they outlive the host and follow it when it is replaced. */
export type EbsStorage = Gp3Storage | St1Storage;

/** What all kinds of EBS volumes have. */
interface EbsVolumes {
  /** Volumes of each broker, each one log directory. 1-24, and no more than its instance type takes. */
  readonly volumesPerBroker: number;
  /** Size of each volume in GiB. */
  readonly sizeGiB: number;
}

/** SSD volumes, whose throughput and I/O operations are provisioned. */
export interface Gp3Storage extends EbsVolumes {
  readonly kind: 'gp3';
  /**
   * Throughput provisioned for each volume in MiB/s. 125-2,000, at most 0.25 for each of `iops`.
   * @default 125
   */
  readonly throughputMiBps?: number;
  /**
   * I/O operations a second provisioned for each volume. 3,000-80,000, at most 500 for each GiB.
   * @default 3000
   */
  readonly iops?: number;
}

/** Hard-disk volumes, whose throughput follows from their size. */
export interface St1Storage extends EbsVolumes {
  readonly kind: 'st1';
}

/** The disks inside the host: cheap and fast, but a lost host must be refilled from its replicas. */
export interface InstanceStorage {
  readonly kind: 'instance-store';
}

/** What each kind of EBS volume allows, and what it does when nothing is asked for. */
export const EBS_LIMITS = {
  // https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
  gp3: {
    sizeGiB: { min: 1, max: 65_536 },
    throughputMiBps: { min: 125, max: 2_000 },
    iops: { min: 3_000, max: 80_000 },
    // Operations a second that each GiB entitles to; the least are had at any size.
    iopsPerGiB: 500,
    // Throughput that one provisioned operation a second entitles to.
    mibpsPerIops: 0.25,
  },
  // https://docs.aws.amazon.com/ebs/latest/userguide/hdd-vols.html
  st1: { sizeGiB: { min: 125, max: 16_384 } },
} as const;

/** An instance has at most 28 attachments (Nitro), some of which the root disk and network take. */
export const MAX_VOLUMES_PER_BROKER = 24;

/** The kinds of broker storage. */
export const Storage = {
  /** SSD volumes: for many partitions, or where readers often read old data. */
  gp3: (options: Omit<Gp3Storage, 'kind'>): Gp3Storage => ({ kind: 'gp3', ...options }),
  /** Hard-disk volumes: half the price a GiB, made for the long sequential writes of logs. */
  st1: (options: Omit<St1Storage, 'kind'>): St1Storage => ({ kind: 'st1', ...options }),
  /** All disks of the instance type, each one log directory. */
  instanceStore: (): InstanceStorage => ({ kind: 'instance-store' }),
} as const;

/** Whether the data is gone when the host is. */
export function isEphemeral(storage: StorageSpec): storage is InstanceStorage {
  return storage.kind === 'instance-store';
}
