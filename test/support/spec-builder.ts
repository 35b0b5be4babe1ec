import { Security, Storage, type KafkaClusterSpec } from '../../cluster/index';

/** A spec that is valid and fits; a test changes only what it is about. */
export function validSpec(changes: Partial<KafkaClusterSpec> = {}): KafkaClusterSpec {
  return {
    clusterName: 'logs',
    security: Security.plaintext(),
    instanceType: 'r5.xlarge',
    storage: Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1_000 }),
    brokers: [
      { id: 1, rack: 'a' },
      { id: 2, rack: 'b' },
      { id: 3, rack: 'c' },
    ],
    workload: { ingestMBPerSecond: 2, consumers: 2, partitions: 60 },
    ...changes,
  };
}

/** The same with a field that the types forbid, as a spec that was never compiled may have. */
export function unsoundSpec(changes: Readonly<Record<string, unknown>>): KafkaClusterSpec {
  return { ...validSpec(), ...changes };
}
