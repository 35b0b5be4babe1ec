import type { Problem } from '../../errors';
import { integer, type FieldChecks } from '../../checks/checks';
import type { InstanceTypeFacts } from '../instance-types';

/** What all kinds of EBS volumes have. */
export interface Volumes {
  readonly kind: string;
  /** Volumes of each broker, each one log directory. 1-24, and no more than its instance type takes. */
  readonly volumesPerBroker: number;
  /** Size of each volume in GiB. */
  readonly sizeGiB: number;
}

/** The data disks of a host, all alike. */
export interface DataDisks {
  readonly count: number;
  /** Size of each. */
  readonly bytes: number;
  /** Sequential throughput of each that lasts, without burst credits. */
  readonly bytesPerSecond: number;
  /** Whether they are hard disks, which seek. */
  readonly spinning: boolean;
}

/** All that anybody asks about one kind of storage: its row, of which nobody else knows a figure. */
export interface StorageKind<S> {
  /** How a spec asks for it, as a remedy says: `Storage.gp3(…)`. */
  readonly factory: string;
  /** What each of its fields may hold, looked at by itself. */
  readonly fields: FieldChecks<Omit<S, 'kind'>>;
  /** What AWS would refuse although each field is sound; empty where it refuses nothing. */
  readonly problems: (storage: S, path: string) => readonly Problem[];
  /** The disks that it gives a host of this type; undefined where such a host has none. */
  readonly disks: (storage: S, host: InstanceTypeFacts | undefined) => DataDisks | undefined;
  /** Whether data is still there when its host is gone. */
  readonly outlivesHost: boolean;
  /** Undefined where disks are inside the host, and nobody makes them. */
  readonly volume: VolumeKind<S> | undefined;
}

/** What is only asked where the disks are EBS volumes, each made by itself. */
export interface VolumeKind<S> {
  readonly sizeGiB: Range;
  /** Whether they are hard disks, which seek. */
  readonly spinning: boolean;
  /** Throughput in MiB/s that each keeps up, without burst credits. */
  readonly throughputMiBps: (storage: S) => number;
  /** What is provisioned beside the size; undefined has EBS choose. */
  readonly provisioned: (storage: S) => { readonly iops?: number; readonly throughput?: number };
  /** How a volume of the same size gets faster; undefined where its speed follows from the size. */
  readonly faster?: {
    /** The most that the size allows, in MiB/s. */
    readonly mostMiBps: (storage: S) => number;
    /** The same with this throughput. */
    readonly provision: (storage: S, throughputMiBps: number) => S;
  };
  /** Requests that wait on average where a volume is only just in time. */
  readonly busyQueue: number;
  /** Whether it is faster for a while on credits, which run out. */
  readonly hasCredits: boolean;
}

/** Both bounds are included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** An instance has at most 28 attachments (Nitro), some of which the root disk and network take. */
export const MAX_VOLUMES_PER_BROKER = 24;

/** What one kind of EBS volumes has that others have not. */
type OwnParts<S extends Volumes> = VolumeKind<S> &
  Partial<Pick<StorageKind<S>, 'problems'>> & {
    readonly fields: FieldChecks<Omit<S, keyof Volumes>>;
  };

/** The row of a kind of EBS volumes: they outlive the host, and follow it when it is replaced. */
export function ebsVolumes<S extends Volumes>(
  kind: S['kind'],
  { fields, problems = () => [], ...volume }: OwnParts<S>,
): StorageKind<S> & { readonly volume: VolumeKind<S> } {
  const { min, max } = volume.sizeGiB;
  const common: FieldChecks<Omit<Volumes, 'kind'>> = {
    volumesPerBroker: integer(1, MAX_VOLUMES_PER_BROKER, 'An instance takes no more attachments'),
    sizeGiB: integer(min, max, `Choose a size that ${kind} has`),
  };
  return {
    factory: `Storage.${kind}(…)`,
    fields: { ...common, ...fields } as unknown as StorageKind<S>['fields'],
    problems,
    disks: (storage) => ({
      count: storage.volumesPerBroker,
      bytes: storage.sizeGiB * GIB,
      bytesPerSecond: volume.throughputMiBps(storage) * MIB,
      spinning: volume.spinning,
    }),
    outlivesHost: true,
    volume,
  };
}
