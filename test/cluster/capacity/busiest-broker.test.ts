import { busiestBroker } from '../../../cluster/capacity/busiest-broker';
import { resolved } from '../../support/capacity-plans';

function spec(brokers: number, partitions: number, replicationFactor: number) {
  return resolved({
    brokers,
    workload: { ingestMBPerSecond: 1, consumers: 1, partitions },
    topicDefaults: { replicationFactor, minInsyncReplicas: 1 },
  });
}

describe("the busiest broker's shares", () => {
  it.each([
    ['three brokers, three replicas', [3, 300, 3], 0, [1 / 3, 1, 2 / 3]],
    ['three brokers, three replicas, one lost', [3, 300, 3], 1, [1 / 2, 1, 1 / 2]],
    ['six brokers, two replicas', [6, 300, 2], 0, [1 / 6, 1 / 3, 1 / 6]],
    ['six brokers, two replicas, one lost', [6, 300, 2], 1, [1 / 5, 1 / 3, 2 / 15]],
    ['two brokers, two replicas', [2, 300, 2], 0, [1 / 2, 1, 1 / 2]],
    ['two brokers, two replicas, one lost', [2, 300, 2], 1, [1, 1, 0]],
    ['four partitions on three brokers', [3, 4, 3], 0, [1 / 2, 1, 1]],
    ['a single broker', [1, 10, 1], 0, [1, 1, 0]],
  ] as const)('%s', (_, cluster, down, [led, stored, replicatedOut]) => {
    const [brokers, partitions, replicationFactor] = cluster;
    const shares = busiestBroker(spec(brokers, partitions, replicationFactor), down);
    expect(shares.led).toBeCloseTo(led);
    expect(shares.stored).toBeCloseTo(stored);
    expect(shares.replicatedOut).toBeCloseTo(replicatedOut);
  });

  it('without replicas, take in what producers can no longer send to the lost broker', () => {
    expect(busiestBroker(spec(3, 300, 1), 1).stored).toBeCloseTo(1 / 2);
  });
});

it('what all brokers receive is every record once a replica, whoever is down', () => {
  const brokers = 6;
  const down = busiestBroker(spec(brokers, 300, 3), 1);
  const fromProducers = down.led * (brokers - 1);
  const fromLeaders = down.replicatedOut * (brokers - 1);
  expect(fromProducers).toBeCloseTo(1);
  expect(fromProducers + fromLeaders).toBeCloseTo(down.stored * (brokers - 1));
});
