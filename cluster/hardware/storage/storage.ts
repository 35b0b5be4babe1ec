import { variant, type VariantChecks } from '../../checks/checks';
import { instanceType, type GivenInstanceTypes } from '../instance-types';
import { GP3, type Gp3Storage } from './gp3';
import { INSTANCE_STORE, type InstanceStorage } from './instance-store';
import { ST1, type St1Storage } from './st1';
import type { StorageKind, VolumeKind, Volumes } from './storage-kind';

/** Where brokers keep their log segments. Made by the factories of {@link Storage}. */
export type StorageSpec = Gp3Storage | St1Storage | InstanceStorage;

/** EBS volumes: they outlive the host and follow it when it is replaced. */
export type EbsStorage = Extract<StorageSpec, Volumes>;

/**
 * The kinds of broker storage. A further one is a file beside this one, with its row, and here its type,
 * its factory and its row in the table: whoever asks about storage asks the table.
 */
export const Storage = {
  /**
   * SSD volumes, which outlive their host. For many partitions, or where readers often read old
   * records. 1-65,536 GiB each; 125 MiB/s and 3,000 I/O operations a second unless more are provisioned.
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
   */
  gp3: (options: Omit<Gp3Storage, 'kind'>): Gp3Storage => ({ kind: 'gp3', ...options }),
  /**
   * Hard-disk volumes, which outlive their host. The usual choice for logs: half the price a GiB of
   * gp3, made for long sequential writes. 125-16,384 GiB each, and 40 MiB/s a TiB, up to 500; hardly
   * more than 400 replicas on a broker, as hard disks seek.
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/hdd-vols.html
   */
  st1: (options: Omit<St1Storage, 'kind'>): St1Storage => ({ kind: 'st1', ...options }),
  /**
   * All disks inside the host, each one log directory: cheaper for much data, on an instance type that
   * has some (d3, d3en, i3en …). A lost, stopped or resized host loses them, and is refilled from its
   * replicas. Not for ZooKeeper.
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/InstanceStorage.html
   */
  instanceStore: (): InstanceStorage => ({ kind: 'instance-store' }),
} as const;

type OfKind<K> = Extract<StorageSpec, { readonly kind: K }>;
type Kinds = { readonly [K in StorageSpec['kind']]: StorageKind<OfKind<K>> };

/** All that is known of each kind of storage. */
export const STORAGE_KINDS = {
  gp3: GP3,
  st1: ST1,
  'instance-store': INSTANCE_STORE,
} as const satisfies Kinds;

/** All that is known of the kind that this storage is of. */
export function kindOf({ kind }: StorageSpec): StorageKind<StorageSpec> {
  return STORAGE_KINDS[kind] as unknown as StorageKind<StorageSpec>;
}

/** The same of EBS volumes, as each is made. */
export function volumeKindOf(storage: EbsStorage): VolumeKind<EbsStorage> {
  return kindOf(storage).volume as unknown as VolumeKind<EbsStorage>;
}

/** Whether the disks are EBS volumes. */
export function isVolumes(storage: StorageSpec): storage is EbsStorage {
  return kindOf(storage).volume !== undefined;
}

/** How many data disks a broker has, each one log directory; 0 where its type has none or is unknown. */
export function dataDisks(
  storage: StorageSpec,
  instanceTypeName: string,
  given: GivenInstanceTypes,
): number {
  return kindOf(storage).disks(storage, instanceType(instanceTypeName, given))?.count ?? 0;
}

const rows = Object.entries(STORAGE_KINDS);
const factories = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  rows.map(([, { factory }]) => factory),
);

/** What each field of a storage may hold, looked at by itself. */
export const STORAGE_SHAPE = variant<StorageSpec>(
  Object.fromEntries(
    rows.map(([kind, { fields }]) => [kind, fields]),
  ) as unknown as VariantChecks<StorageSpec>,
  `Make it with ${factories}`,
);
