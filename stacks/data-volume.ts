import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import type { Instance } from '@cdktf/provider-aws/lib/instance';
import { VolumeAttachment } from '@cdktf/provider-aws/lib/volume-attachment';
import { Construct } from 'constructs';
import type { VolumeDisk } from '../cluster/hardware/host-disks';
import { volumeKindOf } from '../cluster/hardware/storage/storage';
import { partTags, type Labels } from './labels';

export interface DataVolumeProps {
  readonly labels: Labels;
  readonly hostName: string;
  readonly disk: VolumeDisk;
  readonly zone: string;
  readonly kmsKeyArn: string;
  /** Whether terraform refuses to destroy it. */
  readonly isProtected: boolean;
}

/** A data disk that outlives its host: made before it, and attached to whichever instance plays it. */
export class DataVolume extends Construct {
  readonly volumeId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DataVolumeProps,
  ) {
    super(scope, id);
    const { labels, hostName, disk, zone, kmsKeyArn, isProtected } = props;
    const { storage } = disk;
    this.volumeId = new EbsVolume(this, 'Volume', {
      availabilityZone: zone,
      ...{ type: storage.kind, size: storage.sizeGiB },
      ...volumeKindOf(storage).provisioned(storage),
      encrypted: true,
      kmsKeyId: kmsKeyArn,
      tags: {
        ...partTags(labels, `${hostName}-${disk.name}`),
        'kafka-host': hostName,
        'kafka-disk': disk.name,
      },
      lifecycle: {
        preventDestroy: isProtected,
        // A zone that is only known while terraform applies must not look like another one.
        ignoreChanges: ['availability_zone'],
      },
    }).id;
  }

  attachTo(instance: Instance): VolumeAttachment {
    return new VolumeAttachment(this, 'Attachment', {
      instanceId: instance.id,
      volumeId: this.volumeId,
      deviceName: deviceName(this.props.disk.name),
      // A mounted volume can't be detached: the host stops first, and its processes in good order.
      stopInstanceBeforeDetaching: true,
    });
  }
}

/**
 * A free device name for each disk. The host doesn't go by it, but finds a volume by its id.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
export function deviceName(diskName: string): string {
  const position = diskName === 'zookeeper' ? 0 : Number(diskName.slice('kafka-'.length));
  return `/dev/sd${DEVICE_LETTERS[position]}`;
}

/** The recommended ones first; `a` is the system disk's on many images. */
const DEVICE_LETTERS = 'fghijklmnopqrstuvwxyzbcde';
