import { changes, deletes, forgets, keeps, makes, moves, replaces, replacesLater } from './changes';
import type { Promises } from './promise';
import { attachment, dataVolume, instance, rootDisk } from './standing';

/** Disks, wherever they come from. */
export const volumes: Promises = [
  [
    'deletes a data volume that its configuration no longer has',
    'lost',
    'EBS keeps nothing of a deleted volume',
    [deletes('aws_ebs_volume.data', dataVolume())],
  ],
  [
    'deletes a volume that writes a last snapshot',
    'danger',
    'the snapshot can be restored, but the broker is without its disk',
    [deletes('aws_ebs_volume.data', dataVolume({ final_snapshot: true }))],
  ],
  [
    'makes a volume smaller, which makes a new and empty one',
    'lost',
    'EBS can’t shrink a volume: the provider replaces it',
    [replaces('aws_ebs_volume.data', dataVolume(), { size: 100 })],
  ],
  [
    'makes a volume smaller in place',
    'danger',
    'no file system shrinks while it is mounted, and EBS refuses',
    [changes('aws_ebs_volume.data', dataVolume(), { size: 100 })],
  ],
  [
    'makes a volume larger',
    'safe',
    'EBS grows a volume while it is in use, and keeps what is on it',
    [changes('aws_ebs_volume.data', dataVolume(), { size: 1000 })],
  ],
  [
    'gives a volume more operations and throughput',
    'safe',
    'EBS does it while the volume is in use',
    [changes('aws_ebs_volume.data', dataVolume(), { iops: 6000, throughput: 500 })],
  ],
  [
    'gives a volume less throughput',
    'care',
    'brokers may fall behind',
    [changes('aws_ebs_volume.data', dataVolume({ throughput: 500 }), { throughput: 125 })],
  ],
  [
    'turns gp3 into magnetic st1',
    'care',
    'nothing is lost, but small reads become slow',
    [changes('aws_ebs_volume.data', dataVolume(), { type: 'st1', iops: null, throughput: null })],
  ],
  [
    'moves a volume to another zone',
    'lost',
    'a volume can’t move: a new and empty one is made there',
    [replaces('aws_ebs_volume.data', dataVolume(), { availability_zone: 'eu-central-1b' })],
  ],
  [
    'encrypts a volume that is not encrypted',
    'lost',
    'it can’t be done in place: the data stays on the deleted one',
    [replaces('aws_ebs_volume.data', dataVolume({ encrypted: false }), { encrypted: true })],
  ],
  [
    'encrypts a volume with another key, the new one made first',
    'lost',
    'create_before_destroy copies nothing',
    [replacesLater('aws_ebs_volume.data', dataVolume(), { kms_key_id: 'arn:aws:kms:::key/other' })],
  ],
  [
    'removes the first of three volumes of a count, so that all shift',
    'lost',
    'the first two take the sizes and zones of their neighbours, the last one goes',
    [
      replaces('aws_ebs_volume.data[0]', dataVolume({ id: 'vol-1' }), {
        availability_zone: 'eu-central-1b',
      }),
      replaces('aws_ebs_volume.data[1]', dataVolume({ id: 'vol-2' }), {
        availability_zone: 'eu-central-1c',
      }),
      deletes('aws_ebs_volume.data[2]', dataVolume({ id: 'vol-3' }), {
        reason: 'delete_because_count_index',
      }),
    ],
  ],
  [
    'takes one key out of a for_each of volumes',
    'lost',
    'the volume of that key is deleted',
    [
      keeps('aws_ebs_volume.data["kafka-1"]', dataVolume()),
      deletes('aws_ebs_volume.data["kafka-2"]', dataVolume({ id: 'vol-2' }), {
        reason: 'delete_because_each_key',
      }),
    ],
  ],
  [
    'deletes a volume within a module that is no longer called',
    'lost',
    'with the module goes its disk',
    [
      deletes('module.kafka["a"].aws_ebs_volume.data', dataVolume(), {
        reason: 'delete_because_no_module',
      }),
    ],
  ],
  [
    'deletes the deposed volume of an earlier replacement',
    'danger',
    'what an interrupted apply left behind may be the one that holds the data',
    [deletes('aws_ebs_volume.data', dataVolume(), { deposed: '3b2a1c0d' })],
  ],
  [
    'renames a volume by a moved block',
    'safe',
    'only its address in the state is another',
    [moves('aws_ebs_volume.data', 'aws_ebs_volume.kafka["1"]', dataVolume())],
  ],
  [
    'renames a volume without a moved block',
    'lost',
    'terraform deletes the one and makes another',
    [
      deletes('aws_ebs_volume.data', dataVolume()),
      makes('aws_ebs_volume.kafka_data', dataVolume({ id: undefined })),
    ],
  ],
  [
    'takes a volume out of the state and leaves it',
    'danger',
    'the next apply no longer knows the disk of a broker, and may make an empty one',
    [forgets('aws_ebs_volume.data', dataVolume())],
  ],
  [
    'imports a volume that stands',
    'safe',
    'it is only written into the state',
    [keeps('aws_ebs_volume.data', dataVolume(), { importId: 'vol-0a1b2c3d4e5f60718' })],
  ],
  [
    'makes a new volume that nothing uses yet',
    'safe',
    'it stands alone',
    [makes('aws_ebs_volume.spare', dataVolume({ id: undefined, arn: undefined }))],
  ],
  [
    'makes a new volume that is not encrypted',
    'care',
    'records would lie on it in clear',
    [
      makes(
        'aws_ebs_volume.spare',
        dataVolume({ id: undefined, arn: undefined, encrypted: false, kms_key_id: null }),
      ),
    ],
  ],
  [
    'detaches a data volume from a broker that runs on',
    'danger',
    'its log directory fails under it',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      keeps('aws_ebs_volume.data[0]', dataVolume()),
      deletes('aws_volume_attachment.data[0]', attachment()),
    ],
  ],
  [
    'attaches another volume in place of the one with the data',
    'danger',
    'the broker starts empty, beside its data',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      keeps('aws_ebs_volume.data[0]', dataVolume()),
      replaces('aws_volume_attachment.data[0]', attachment(), {
        volume_id: 'vol-0ffffffffffffffff',
      }),
    ],
  ],
  [
    'attaches the volume under another device name',
    'care',
    'the disk goes away from a running broker, and its mount may not come back',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      keeps('aws_ebs_volume.data[0]', dataVolume()),
      replaces('aws_volume_attachment.data[0]', attachment(), { device_name: '/dev/sdg' }),
    ],
  ],
  [
    'lets a volume be detached by force',
    'care',
    'it changes nothing now, but the next detaching may tear it from a writer',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      changes('aws_volume_attachment.data[0]', attachment(), { force_detach: true }),
    ],
  ],
  [
    'makes the root disk of a host larger',
    'safe',
    'EBS grows it while the host runs',
    [
      changes('aws_instance.kafka[0]', instance(1), {
        root_block_device: [rootDisk({ volume_size: 40 })],
      }),
    ],
  ],
  [
    'takes the inner data disk out of an instance',
    'danger',
    'an ebs_block_device is replaced with its host',
    [
      replaces(
        'aws_instance.kafka[0]',
        instance(1, {
          ebs_block_device: [
            {
              ...{ device_name: '/dev/sdf', volume_id: 'vol-0d', volume_size: 500 },
              ...{ delete_on_termination: true, encrypted: true, volume_type: 'gp3' },
            },
          ],
        }),
        { ebs_block_device: [] },
      ),
    ],
  ],
  [
    'lets a data disk be deleted together with its instance',
    'danger',
    'from then on the end of the host is the end of its data',
    [
      changes(
        'aws_instance.kafka[0]',
        instance(1, {
          ebs_block_device: [
            { device_name: '/dev/sdf', volume_size: 500, delete_on_termination: false },
          ],
        }),
        {
          ebs_block_device: [
            { device_name: '/dev/sdf', volume_size: 500, delete_on_termination: true },
          ],
        },
      ),
    ],
  ],
  [
    'changes only the tags of a volume',
    'safe',
    'tags say what a thing is, and change nothing of it',
    [
      changes('aws_ebs_volume.data', dataVolume(), {
        tags: { Name: 'kafka-1-data', Team: 'platform' },
        tags_all: { Name: 'kafka-1-data', Team: 'platform' },
      }),
    ],
  ],
  [
    'deletes a snapshot of a data volume',
    'lost',
    'it is the backup',
    [
      deletes('aws_ebs_snapshot.before_upgrade', {
        ...{ id: 'snap-0a1b2c3d', volume_id: 'vol-0a1b2c3d4e5f60718', volume_size: 500 },
        ...{ encrypted: true, storage_tier: 'standard', description: 'before 3.7' },
      }),
    ],
  ],
  [
    'deletes the attachment and the volume of a broker that stays',
    'lost',
    'the disk goes with all that is on it',
    [
      keeps('aws_instance.kafka[0]', instance(1)),
      deletes('aws_ebs_volume.data[0]', dataVolume()),
      deletes('aws_volume_attachment.data[0]', attachment()),
    ],
  ],
];
