import fc from './fast-check';
import {
  type CapacityPlan,
  type ClusterState,
  type Gauge,
  type GaugeKind,
  planCapacity,
} from '../../cluster/capacity';
import { type KafkaClusterSpec, Security, Storage } from '../../cluster/index';
import { type ResolvedSpec, resolveSpec } from '../../cluster/resolve-spec';
import { validSpec } from './spec-builder';

/** A resolved spec of as many brokers as asked for, over three racks. */
export function resolved({
  brokers = 3,
  ...changes
}: Omit<Partial<KafkaClusterSpec>, 'brokers'> & { readonly brokers?: number } = {}): ResolvedSpec {
  return resolveSpec(validSpec({ ...changes, brokers: spread(brokers) }));
}

/** The plan of such a spec. */
export function plan(changes: Parameters<typeof resolved>[0] = {}): CapacityPlan {
  return planCapacity(resolved(changes));
}

/** Brokers 1, 2 … in racks a, b and c in turn. */
export function spread(brokers: number): KafkaClusterSpec['brokers'] {
  return Array.from({ length: brokers }, (_, index) => ({
    id: index + 1,
    rack: 'abc'.charAt(index % 3),
  }));
}

export function gauge(state: ClusterState | undefined, kind: GaugeKind): Gauge {
  const found = state?.gauges.find((each) => each.kind === kind);
  if (!found) throw new Error(`no gauge ${kind}`);
  return found;
}

const ebs = fc.record({
  volumesPerBroker: fc.integer({ min: 1, max: 24 }),
  sizeGiB: fc.integer({ min: 125, max: 16_384 }),
});

const limit = fc.option(fc.integer({ min: 10, max: 10_000 }), { nil: undefined });

/** Few and many, with and without limits for them, some behind few addresses. */
const hostsThatShip = fc
  .record({
    ...{ hosts: fc.integer({ min: 1, max: 10_000 }), addresses: fc.integer({ min: 1, max: 5 }) },
    ...{ most: limit, ofListener: limit },
    security: fc.constantFrom(Security.tls(), Security.plaintext()),
  })
  .map(({ hosts, addresses, most, ofListener, security }) => ({
    security,
    shippers: [
      {
        ...{ name: 'web', files: [{ pattern: '/var/log/app.log', topic: 'app' }] },
        ...{ hosts, addresses: Math.min(hosts, addresses) },
      },
    ],
    brokerSettings: { 'max.connections': most },
    listeners: { client: { settings: { 'max.connections': ofListener } } },
  }));

/** Specs of all sizes and kinds of storage: some fit, some are far from it. */
export const anySpec: fc.Arbitrary<KafkaClusterSpec> = fc
  .record({
    brokersPerRack: fc.integer({ min: 1, max: 6 }),
    host: fc.oneof(
      fc.record({
        instanceType: fc.constantFrom('t3.medium', 'm5.large', 'r7i.xlarge', 'r5.24xlarge'),
        storage: fc.oneof(ebs.map(Storage.gp3), ebs.map(Storage.st1)),
      }),
      fc.record({
        instanceType: fc.constantFrom('d2.xlarge', 'd3.2xlarge', 'd3en.xlarge', 'i3en.2xlarge'),
        storage: fc.constant(Storage.instanceStore()),
      }),
    ),
    workload: fc.record({
      ingestMBPerSecond: fc.double({ min: 0.01, max: 500, noNaN: true }),
      peakFactor: fc.double({ min: 1, max: 10, noNaN: true }),
      compressionRatio: fc.double({ min: 1, max: 10, noNaN: true }),
      consumers: fc.integer({ min: 0, max: 10 }),
      partitions: fc.integer({ min: 1, max: 20_000 }),
    }),
    hours: fc.integer({ min: 1, max: 1_000 }),
    replicationFactor: fc.integer({ min: 2, max: 3 }),
    hosts: fc.option(hostsThatShip),
  })
  .map(({ brokersPerRack, host, workload, hours, replicationFactor, hosts }) =>
    validSpec({
      ...host,
      ...hosts,
      brokers: spread(brokersPerRack * 3),
      workload,
      retention: { hours },
      topicDefaults: { replicationFactor, minInsyncReplicas: 1 },
    }),
  );
