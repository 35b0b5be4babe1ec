import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';
import { EBS_LIMITS, type StorageSpec } from '../storage';

/** What EC2 would refuse only when the volumes are made. */
export function volumesCanBeMade({
  storage,
  brokers,
  zookeeper,
}: KafkaClusterSpec): readonly Problem[] {
  return [
    ...throughputHasItsIops('storage', storage),
    ...brokers.flatMap((broker, index) =>
      broker.storage ? throughputHasItsIops(`brokers[${index}].storage`, broker.storage) : [],
    ),
    ...(zookeeper?.storage ? throughputHasItsIops('zookeeper.storage', zookeeper.storage) : []),
  ];
}

function throughputHasItsIops(path: string, storage: StorageSpec): readonly Problem[] {
  if (storage.kind !== 'gp3') return [];
  const { iops: leastIops, throughputMiBps: leastThroughput, mibpsPerIops } = EBS_LIMITS.gp3;
  const { iops = leastIops.min, throughputMiBps = leastThroughput.min } = storage;
  if (throughputMiBps <= iops * mibpsPerIops) return [];
  return [
    {
      path: `${path}.throughputMiBps`,
      rule: `be at most ${mibpsPerIops} MiB/s for each of the ${iops.toLocaleString('en')} iops`,
      value: throughputMiBps,
      remedy: `Provision ${throughputMiBps / mibpsPerIops} iops or more, or ask for ${iops * mibpsPerIops} MiB/s`,
    },
  ];
}
