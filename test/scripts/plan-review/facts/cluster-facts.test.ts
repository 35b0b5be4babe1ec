import { factsOf } from '../../../support/judge-plan';
import { asIs, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

it('knows a cluster of ours by its tags, files and steps', () => {
  const { clusters } = factsOf(plannedCluster());
  expect(clusters).toMatchObject([{ name: 'prod', minInsyncReplicas: 2, replicationFactor: 3 }]);
  expect(clusters[0]?.hosts).toMatchObject(
    [1, 2, 3].map((id) => ({
      name: `broker-${id}`,
      isBroker: true,
      isZookeeper: true,
      fate: 'untouched',
    })),
  );
  expect(clusters[0]?.steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    ...Array<string>(3).fill('gate-after runs'),
    'converge idle',
  ]);
});

it('takes the lowest figures, of before and after', () => {
  const lower = SETTINGS.replace('replicas=2', 'replicas=1');
  const { clusters } = factsOf(
    plannedCluster({ settings: (id) => [SETTINGS, id === 2 ? lower : SETTINGS] }),
  );
  expect(clusters[0]?.minInsyncReplicas).toBe(1);
});

it('says what becomes of each host', () => {
  const { clusters } = factsOf(
    plannedCluster({
      brokers: 6,
      instance: (id) =>
        id === 4 ? null : [{}, { instance_type: 'x' }, { monitoring: true }][id - 1],
      instanceChange: (id) =>
        id === 5
          ? { actions: ['create', 'delete'] }
          : id === 6
            ? { before: null, actions: ['create'] }
            : {},
    }),
  );
  expect(clusters[0]?.hosts.map(({ fate }) => fate)).toEqual([
    ...['untouched', 'stopped', 'changed-running', 'removed', 'replaced', 'added'],
  ]);
});

it('sorts hosts by their numbers', () => {
  const { clusters } = factsOf(plannedCluster({ brokers: 11 }));
  expect(clusters[0]?.hosts.map(({ name }) => name).slice(-2)).toEqual(['broker-10', 'broker-11']);
});

it('knows foreign hosts by their names', () => {
  const host = (address: string, tags: object) => asIs(address, { id: address, tags });
  const { clusters } = factsOf([
    host('module.kafka.aws_instance.this[0]', { Name: 'kafka-1' }),
    host('aws_instance.zk["a"]', { Name: 'coordination' }),
    host('aws_instance.web', {}),
    host('aws_instance.kafka_ui', { Name: 'kafka-ui' }),
  ]);
  expect(clusters).toHaveLength(1);
  expect(clusters[0]?.name).toBeUndefined();
  expect(
    clusters[0]?.hosts.map(({ name, isBroker, isZookeeper }) => [name, isBroker, isZookeeper]),
  ).toEqual([
    ['aws_instance.web', false, false],
    ['coordination', false, true],
    ['kafka-1', true, false],
    ['kafka-ui', false, false],
  ]);
});

it('keeps two clusters apart, each with its own steps', () => {
  const other = plannedCluster({ brokers: 1, gates: 'idle' }).map(
    (resource) =>
      JSON.parse(
        JSON.stringify(resource).replaceAll('Kafka_', 'Second_').replaceAll('prod', 'audit'),
      ) as typeof resource,
  );
  const { clusters } = factsOf([...plannedCluster(), ...other]);
  expect(clusters.map(({ name, hosts, steps }) => [name, hosts.length, steps.length])).toEqual([
    ['prod', 3, 4],
    ['audit', 1, 2],
  ]);
});

it('takes actions that nobody knows for the gravest that leave the host in the plan', () => {
  const cluster = plannedCluster({ brokers: 1, instanceChange: () => ({ actions: ['explode'] }) });
  expect(factsOf(cluster).clusters[0]?.hosts[0]?.fate).toBe('replaced');
});
