import { dirname } from 'node:path/posix';
import { isVolumes, type EbsStorage, type StorageSpec } from './storage/storage';
import { zookeeperData } from '../processes/process-paths';
import type { Host, Topology } from '../topology';

/** A data disk of a host: all of it is one file system. */
export interface HostDisk {
  /** `kafka-1`, `kafka-2` … or `zookeeper`: never another disk's, also when more are added. */
  readonly name: string;
  readonly mountPoint: string;
  readonly storage: StorageSpec;
}

/** A data disk that is a volume of its own. */
export type VolumeDisk = HostDisk & { readonly storage: EbsStorage };

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
  return isVolumes(disk.storage);
}

/** Data lies in a folder of the mount, so that without its disk the folder is missing. */
function disk(name: string, dataFolder: string, storage: StorageSpec): HostDisk {
  return { name, mountPoint: dirname(dataFolder), storage };
}
