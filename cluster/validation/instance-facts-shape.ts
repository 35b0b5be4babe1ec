import type { Bandwidth, InstanceTypeFacts } from '../hardware/instance-types';
import { amount, integer, oneOf, optional, record } from '../checks/checks';

const bandwidth = record<Bandwidth>(
  {
    baseline: amount(0.001, 1e6, 'Give what the type can always have'),
    burst: amount(
      0.001,
      1e6,
      'Give what it can have for a while; the baseline where it is the same',
    ),
  },
  'Give { baseline, burst }',
);

/** What `aws ec2 describe-instance-types` tells of a type. */
export const INSTANCE_FACTS = record<InstanceTypeFacts>(
  {
    vcpus: integer(1, 2_048, 'See VCpuInfo.DefaultVCpus'),
    memoryGiB: amount(0.5, 65_536, 'See MemoryInfo.SizeInMiB'),
    disks: optional(
      record<NonNullable<InstanceTypeFacts['disks']>>(
        {
          count: integer(1, 64, 'See InstanceStorageInfo.Disks'),
          sizeGB: amount(1, 100_000, 'See InstanceStorageInfo.Disks'),
          medium: oneOf(['hdd', 'ssd'], 'See InstanceStorageInfo.Disks'),
        },
        'Give { count, sizeGB, medium }, or leave it out for a type without disks of its own',
      ),
    ),
    networkGbps: bandwidth,
    ebsMBps: bandwidth,
  },
  'Give { vcpus, memoryGiB, networkGbps, ebsMBps }, and disks where it has some',
);
