import type { RegisteredBroker } from '../../../../scripts/health/cluster/judge-endpoints';
import { judgeView } from '../../../../scripts/smoke/checks/brokers-registered';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const broker = (nodeId: number, changes: Partial<RegisteredBroker> = {}): RegisteredBroker => ({
  nodeId,
  host: `broker-${nodeId}.logs.internal`,
  port: 9092,
  rack: 'abc'[nodeId - 1]!,
  ...changes,
});
const reached = (of = topology) => ({ topology: of, state: { unreached: new Map() } });
const judge = (...brokers: readonly RegisteredBroker[]) =>
  judgeView(reached(), 'client', brokers).map(
    ({ path, rule, value }) => `${path}: ${rule}, got ${String(value)}`,
  );

test('all brokers as specified, in whatever order: nothing to say', () => {
  expect(judge(broker(3), broker(1), broker(2))).toEqual([]);
});

test.each<[string, readonly RegisteredBroker[], readonly string[]]>([
  [
    'one is missing',
    [broker(3), broker(1)],
    ['broker-2: be registered as broker 2, got brokers 1, 3'],
  ],
  [
    'none is there',
    [],
    [1, 2, 3].map((id) => `broker-${id}: be registered as broker ${id}, got no brokers`),
  ],
  [
    'a stranger is there',
    [broker(1), broker(2), broker(3), broker(9)],
    ['logs: have only the brokers of its spec, got broker 9 as well'],
  ],
  [
    'one is in another rack',
    [broker(1), broker(2, { rack: 'c' }), broker(3)],
    ['broker-2: be in rack b, got c'],
  ],
  [
    'one has no rack',
    [broker(1, { rack: null }), broker(2), broker(3)],
    ['broker-1: be in rack a, got null'],
  ],
  [
    'one advertises another address',
    [broker(1), broker(2), broker(3, { host: '10.0.0.3' })],
    ['broker-3: have CLIENT at broker-3.logs.internal:9092, got 10.0.0.3:9092'],
  ],
  [
    'one advertises the port of the other listener',
    [broker(1, { port: 9091 }), broker(2), broker(3)],
    ['broker-1: have CLIENT at broker-1.logs.internal:9092, got broker-1.logs.internal:9091'],
  ],
])('%s', (_, brokers, problems) => {
  expect(judge(...brokers)).toEqual(problems);
});

test('a broker whose host is not reached is missed for that reason alone', () => {
  const stopped = {
    path: 'broker-2',
    rule: 'have an instance that runs',
    value: 'i-1',
    remedy: 'Deploy',
  };
  const cluster = { topology, state: { unreached: new Map([['broker-2', stopped]]) } };
  expect(judgeView(cluster, 'client', [broker(1), broker(3)])).toEqual([
    { host: 'broker-2', ...stopped },
  ]);
});

test('EXTERNAL shows the names that the spec gives, wherever the checks run', () => {
  const external = { advertised: 'kafka-{id}.example.com:1909{id}' };
  const withExternal = productionTopology({ listeners: { external } });
  const seen = [1, 2, 3].map((id) =>
    broker(id, { host: `kafka-${id}.example.com`, port: 19_090 + id }),
  );
  expect(judgeView(reached(withExternal), 'external', seen)).toEqual([]);
  const [problem, ...others] = judgeView(reached(withExternal), 'external', [
    ...seen.slice(0, 2),
    broker(3),
  ]);
  expect(problem).toMatchObject({
    path: 'broker-3',
    rule: 'have EXTERNAL at kafka-3.example.com:19093',
    value: 'broker-3.logs.internal:9092',
  });
  expect(others).toEqual([]);
});

test('the INTERNAL listener has its own port', () => {
  const internal = [1, 2, 3].map((id) => broker(id, { port: 9091 }));
  expect(judgeView(reached(), 'interBroker', internal)).toEqual([]);
  expect(judgeView(reached(), 'client', internal)).toHaveLength(3);
});
