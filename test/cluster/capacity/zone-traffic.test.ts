import { zoneTraffic } from '../../../cluster/capacity/zone-traffic';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { validSpec } from '../../support/spec-builder';

const brokersIn = (...racks: readonly string[]) =>
  racks.map((rack, index) => ({ id: index + 1, rack }));
const traffic = (replicationFactor: number, racks: readonly string[], compressionRatio = 1) =>
  zoneTraffic(
    resolveSpec(
      validSpec({
        brokers: brokersIn(...racks),
        topicDefaults: { replicationFactor },
        workload: { ingestMBPerSecond: 12, consumers: 3, partitions: 12, compressionRatio },
      }),
    ),
  );

// Worked out by hand, in MB/s: [producers, replication, readers, readers with client.rack].
it.each([
  // Two of three leaders are elsewhere, and both followers are.
  [3, ['a', 'b', 'c'], [8, 24, 24, 0]],
  // Two replicas in three zones: a third of the readers has none nearby.
  [2, ['a', 'b', 'c'], [8, 12, 24, 12]],
  // Three replicas in two zones: where two are together they lead twice as often, and send one; else two.
  [3, ['a', 'b', 'a', 'b'], [6, 16, 18, 0]],
  [1, ['a', 'b'], [6, 0, 18, 18]],
] as const)('%d replicas in zones %j', (replicationFactor, racks, megabytes) => {
  const { producers, replication, readers, readersByRack } = traffic(replicationFactor, racks)!;
  const found = [producers, replication, readers, readersByRack];
  found.forEach((bytes, index) => expect(bytes).toBeCloseTo(megabytes[index]! * 1e6, 3));
});

it('counts what is on the wire: compressed', () => {
  expect(traffic(3, ['a', 'b', 'c'], 4)!.replication).toBeCloseTo(6e6, 3);
});

it('is nothing where all brokers are in one rack', () => {
  expect(traffic(3, ['a', 'a', 'a'])).toBeUndefined();
});
