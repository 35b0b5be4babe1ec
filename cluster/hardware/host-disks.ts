import { dirname } from 'node:path/posix';
import type { EbsStorage, InstanceStorage, StorageSpec } from './storage';
import { zookeeperData } from '../processes/process-paths';
import type { Host, Topology } from '../topology';

/** A volume of a size and kind, without the number of them. */
export type EbsVolume = WithoutCount<EbsStorage>;

/** Of each kind by itself. */
type WithoutCount<T> = T extends EbsStorage ? Omit<T, 'volumesPerBroker'> : never;

/** A data disk of a host: all of it is one file system. */
export interface HostDisk {
  /** `kafka-1`, `kafka-2` … or `zookeeper`: never another disk's, also when more are added. */
  readonly name: string;
  readonly mountPoint: string;
  readonly storage: EbsVolume | InstanceStorage;
}

/** A data disk that is a volume of its own. */
export type VolumeDisk = HostDisk & { readonly storage: EbsVolume };

/** The data disks of a host, ZooKeeper's first. */
export function hostDisks({ spec }: Topology, { broker, zookeeper, paths }: Host): HostDisk[] {
  return [
    ...(zookeeper
      ? [disk('zookeeper', zookeeperData(paths).transactions, spec.metadata.storage)]
      : []),
    ...(broker
      ? paths.kafka.data.map((path, index) => disk(`kafka-${index + 1}`, path, broker.storage))
      : []),
  ];
}

export function isVolume(disk: HostDisk): disk is VolumeDisk {
  return disk.storage.kind !== 'instance-store';
}

/** Data lies in a folder of the mount, so that without its disk the folder is missing. */
function disk(name: string, dataFolder: string, storage: StorageSpec): HostDisk {
  return { name, mountPoint: dirname(dataFolder), storage: oneOf(storage) };
}

function oneOf(storage: StorageSpec): HostDisk['storage'] {
  switch (storage.kind) {
    case 'gp3': {
      const { kind, sizeGiB, throughputMiBps, iops } = storage;
      return { kind, sizeGiB, throughputMiBps, iops };
    }
    case 'st1':
      return { kind: storage.kind, sizeGiB: storage.sizeGiB };
    case 'instance-store':
      return storage;
  }
}
