import { listHosts } from '../../../../scripts/plan-review/output/list-hosts';

const brokers = (count: number) =>
  Array.from({ length: count }, (_, index) => `broker-${index + 1}`);

it.each([
  [[], ''],
  [['broker-2', 'broker-1', 'broker-2'], 'broker-1, broker-2'],
  [brokers(6), 'broker-1, broker-2, broker-3, broker-4, broker-5, broker-6'],
  [brokers(40), 'broker-1 to broker-40'],
  [brokers(12).toSpliced(4, 1), 'broker-1 to broker-4, broker-6 to broker-12'],
  [
    [...brokers(5), 'zookeeper-9', 'zookeeper-10', 'web'],
    'broker-1 to broker-5, web, zookeeper-9, zookeeper-10',
  ],
  [['a1', 'a02', 'a03', 'a4', 'b', 'c', 'd'], 'a1, a4, a02, a03, b, c, d'],
])('%j is %s', (hosts, expected) => {
  expect(listHosts(hosts)).toBe(expected);
});
