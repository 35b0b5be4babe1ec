import { mostEbsVolumes } from '../hardware/ebs-attachments';
import type { Problem } from '../errors';
import { instanceType } from '../hardware/instance-types';
import { givenQuorum } from '../metadata';
import { resolveMetadata } from '../resolve-spec';
import type { KafkaClusterSpec } from '../spec';
import { isVolumes, kindOf, type StorageSpec } from '../hardware/storage/storage';

/** What EC2 would refuse only when the volumes are made. */
export function volumesCanBeMade(spec: KafkaClusterSpec): readonly Problem[] {
  const { storage, brokers } = spec;
  const { quorum, path } = givenQuorum(spec);
  return [
    ...problemsOf(storage, 'storage'),
    ...brokers.flatMap((broker, index) => problemsOf(broker.storage, `brokers[${index}].storage`)),
    ...problemsOf(quorum.storage, `${path}.storage`),
  ];
}

function problemsOf(storage: StorageSpec | undefined, path: string): readonly Problem[] {
  return storage ? kindOf(storage).problems(storage, path) : [];
}

/** The system disk, which is a volume too. */
const SYSTEM_DISKS = 1;

/** Every broker's host takes the volumes that it has: of the system, of its data, of a voter on it. */
export function volumesCanBeAttached(spec: KafkaClusterSpec): readonly Problem[] {
  const { onBrokers } = resolveMetadata(spec);
  const problems = spec.brokers.flatMap((broker, index) => {
    const { id, instanceType: type = spec.instanceType, storage = spec.storage } = broker;
    const facts = instanceType(type, spec.instanceTypes);
    if (!facts || !isVolumes(storage)) return [];
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
