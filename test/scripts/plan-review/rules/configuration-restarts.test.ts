import { configurationRestarts } from '../../../../scripts/plan-review/rules/configuration-restarts';
import { judge } from '../../../support/judge-plan';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const settings = (line: string) => ({
  settings: () => [SETTINGS, `${SETTINGS}${line}\n`] as const,
});

it.each(['min.insync.replicas=1', 'num.io.threads=16', 'log.retention.ms=1000'])(
  'is silent where running brokers take %s',
  (line) => {
    expect(judge(configurationRestarts, plannedCluster(settings(line)))).toEqual([]);
  },
);

it.each([
  ['queued.max.requests=1000', 'queued.max.requests'],
  ['num.io.threads=17', 'num.io.threads'],
  ['an.unknown.key=1', 'an.unknown.key'],
])('says that %s restarts brokers', (line, key) => {
  expect(judge(configurationRestarts, plannedCluster(settings(line)))).toMatchObject([
    {
      severity: 'care',
      what: `Restarts Kafka on broker 1, 2, 3 one after another, because of ${key}.`,
    },
  ]);
});

it('says that zoo.cfg restarts ZooKeeper', () => {
  const cluster = plannedCluster({ zookeeper: () => ['tickTime=2000\n', 'tickTime=3000\n'] });
  expect(judge(configurationRestarts, cluster)[0]?.what).toBe(
    'Restarts ZooKeeper on broker 1, 2, 3 one after another, because of tickTime.',
  );
});

it('says when nothing brings the files to the hosts', () => {
  const cluster = plannedCluster(settings('min.insync.replicas=1')).filter(
    ({ address }) => !address.includes('Converge'),
  );
  expect(judge(configurationRestarts, cluster)[0]?.what).toContain('doesn’t bring to the hosts');
});
