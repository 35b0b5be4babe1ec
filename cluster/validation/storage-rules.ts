import { mostEbsVolumes } from '../hardware/ebs-attachments';
import type { Problem } from '../errors';
import { instanceType } from '../hardware/instance-types';
import { givenQuorum } from '../metadata';
import { resolveMetadata } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { EBS_LIMITS, type Gp3Storage, type StorageSpec } from '../hardware/storage';

/** What EC2 would refuse only when the volumes are made. */
export function volumesCanBeMade(spec: KafkaClusterSpec): readonly Problem[] {
  const { storage, brokers } = spec;
  const { quorum, path } = givenQuorum(spec);
  return [
    ...gp3Provisioned('storage', storage),
    ...brokers.flatMap((broker, index) =>
      broker.storage ? gp3Provisioned(`brokers[${index}].storage`, broker.storage) : [],
    ),
    ...(quorum.storage ? gp3Provisioned(`${path}.storage`, quorum.storage) : []),
  ];
}

function gp3Provisioned(path: string, storage: StorageSpec): readonly Problem[] {
  return storage.kind === 'gp3'
    ? [...iopsHaveTheirSize(path, storage), ...throughputHasItsIops(path, storage)]
    : [];
}

function iopsHaveTheirSize(path: string, { iops = 0, sizeGiB }: Gp3Storage): readonly Problem[] {
  const { iopsPerGiB, iops: limits } = EBS_LIMITS.gp3;
  const most = Math.max(limits.min, iopsPerGiB * sizeGiB);
  if (iops <= most) return [];
  return [
    {
      path: `${path}.iops`,
      rule: `be at most ${most.toLocaleString('en')}, ${iopsPerGiB} for each of the ${sizeGiB.toLocaleString('en')} GiB`,
      value: iops,
      remedy: `Take ${most} or fewer, or volumes of at least ${Math.ceil(iops / iopsPerGiB)} GiB`,
    },
  ];
}

function throughputHasItsIops(path: string, storage: Gp3Storage): readonly Problem[] {
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

/** The system disk, which is a volume too. */
const SYSTEM_DISKS = 1;

/** Every broker's host takes the volumes that it has: of the system, of its data, of a voter on it. */
export function volumesCanBeAttached(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers } = resolveMetadata(spec);
  const problems = spec.brokers.flatMap((broker, index) => {
    const { id, instanceType: type = spec.instanceType, storage = spec.storage } = broker;
    const facts = instanceType(type, spec.instanceTypes);
    if (!facts || storage.kind === 'instance-store') return [];
    const voters = onBrokers.filter((voter) => voter.broker === id).length;
    const most = mostEbsVolumes(type, facts) - SYSTEM_DISKS - voters;
    if (storage.volumesPerBroker <= most) return [];
    return [
      {
        path: `${broker.storage ? `brokers[${index}].` : ''}storage.volumesPerBroker`,
        rule: `be at most ${most} on a '${type}', beside the system disk${voters > 0 ? " and the voter's volume" : ''}`,
        value: storage.volumesPerBroker,
        remedy: 'Take fewer volumes, each larger, or another instance type',
      },
    ];
  });
  const told = problems.map(({ path, rule }) => `${path} ${rule}`);
  return problems.filter((_, index) => told.indexOf(told[index]!) === index);
}
