import { configurationRestarts } from '../../../../scripts/plan-review/rules/configuration-restarts';
import { judge } from '../../../support/judge-plan';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const settings = (line: string) => ({
  settings: () => [SETTINGS, `${SETTINGS}${line}\n`] as const,
});

it.each(['min.insync.replicas=1', 'num.io.threads=17', 'log.retention.ms=1000'])(
  'says that converge gives running brokers %s, and restarts none',
  (line) => {
    const [finding, ...others] = judge(configurationRestarts, plannedCluster(settings(line)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'care',
      what: `Gives Kafka on broker 1, 2, 3 other settings while it runs: ${line.split('=')[0]}.`,
    });
    expect(finding?.why).toContain('Nothing restarts for it.');
  },
);

it('names among keys those that Kafka can’t take while it runs', () => {
  const lines = 'num.io.threads=16\nqueued.max.requests=1000';
  expect(judge(configurationRestarts, plannedCluster(settings(lines)))[0]?.what).toContain(
    'because of queued.max.requests.',
  );
});

it('has nothing to say of a mere comment', () => {
  expect(judge(configurationRestarts, plannedCluster(settings('# more')))).toEqual([]);
});

it('names the file where no setting differs', () => {
  const cluster = plannedCluster({ zookeeper: () => ['b=1\na=2\n', 'a=2\nb=1\n'] });
  const [finding] = judge(configurationRestarts, cluster);
  expect(finding?.what).toContain('because of /etc/zookeeper/zoo.cfg.');
  expect(finding?.why).toContain('for every change of it but comments');
});

it.each([
  ['queued.max.requests=1000', 'queued.max.requests'],
  ['listeners=A://:2', 'listeners'],
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

it.each(['min.insync.replicas=1', 'queued.max.requests=1000'])(
  'says of %s that it waits where no converge runs, and promises no restart',
  (line) => {
    const cluster = plannedCluster(settings(line)).filter(
      ({ address }) => !address.includes('Converge'),
    );
    expect(judge(configurationRestarts, cluster)).toMatchObject([
      {
        severity: 'care',
        what: `Changes configuration of broker 1, 2, 3 that this plan doesn’t bring to the hosts: ${line.split('=')[0]}.`,
        remedy: expect.stringContaining('cdktf-kafka converge') as string,
      },
    ]);
  },
);

it('tells the hosts of two clusters apart by their cluster', () => {
  const other = plannedCluster(settings('min.insync.replicas=1'))
    .filter(({ address }) => !address.includes('Converge'))
    .map(
      (resource) =>
        JSON.parse(
          JSON.stringify(resource).replaceAll('prod', 'test').replaceAll('Kafka_', 'Test_'),
        ) as typeof resource,
    );
  const both = judge(configurationRestarts, [
    ...plannedCluster(settings('queued.max.requests=16')),
    ...other,
  ]);
  expect(both.map(({ what }) => what.split(' on ')[0]!.split(' of ')[0])).toEqual([
    'Restarts Kafka',
    'Changes configuration',
  ]);
});

it('promises nothing of files that others bring to their hosts', () => {
  const object = (threads: number) => ({
    key: 'kafka/server.properties',
    content: `num.io.threads=${threads}`,
  });
  expect(
    judge(configurationRestarts, [
      { address: 'aws_s3_object.a', before: object(8), after: object(16) },
    ]),
  ).toMatchObject([
    {
      severity: 'care',
      what: 'Changes configuration that processes read at their start: num.io.threads.',
    },
  ]);
});
