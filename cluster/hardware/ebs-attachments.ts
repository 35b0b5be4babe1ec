import type { InstanceTypeFacts } from './instance-types';

/**
 * Families whose EBS volumes have a limit of their own, of which 32 is the least; with all others on
 * Nitro they share 28 attachments with network interfaces and NVMe disks.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html
 */
const OWN_LIMIT =
  /^(m7a|m7i|m7i-flex|m8g|c7a|c7i|c7i-flex|c8g|r7a|r7i|r7iz|r8g|x8g|i7i|i7ie|i8g|i8ge)\./;
const LEAST_OWN_LIMIT = 32;
const SHARED_LIMIT = 28;
const NETWORK_INTERFACES = 1;

/** Types that take fewer than their family. */
const FEWER: Readonly<Record<string, number>> = { 'd3.8xlarge': 3, 'd3en.12xlarge': 3 };

/** The EBS volumes that an instance of this type takes, its system disk among them. */
export function mostEbsVolumes(name: string, { disks }: InstanceTypeFacts): number {
  if (OWN_LIMIT.test(name)) return LEAST_OWN_LIMIT;
  return FEWER[name] ?? SHARED_LIMIT - NETWORK_INTERFACES - (disks?.count ?? 0);
}
