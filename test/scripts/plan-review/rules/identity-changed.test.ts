import { identityChanged } from '../../../../scripts/plan-review/rules/identity-changed';
import { judge, severityOf } from '../../../support/judge-plan';
import { asIs, file, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const broker = (before: string, after: string) =>
  plannedCluster({ settings: () => [`${SETTINGS}${before}\n`, `${SETTINGS}${after}\n`] });

it.each([
  ['node.id=1', 'node.id=2', 'danger'],
  ['log.dirs=/a,/b', 'log.dirs=/a', 'danger'],
  ['log.dirs=/a', 'log.dirs=/a,/b', 'care'],
  ['log.dirs=/a,/b', 'log.dirs=/b,/a', 'care'],
  ['broker.rack=a', 'broker.rack=b', 'care'],
  ['zookeeper.connect=a:2181,b:2181/x', 'zookeeper.connect=a:2181,c:2181/x', 'care'],
  ['zookeeper.connect=a:2181/x', 'zookeeper.connect=a:2181/y', 'danger'],
  ['zookeeper.connect=a:2181/x', 'zookeeper.connect=b:2181/x', 'danger'],
  ['advertised.listeners=A://a:1', 'advertised.listeners=A://b:1', 'care'],
  ['advertised.listeners=A://a:1,B://a:2', 'advertised.listeners=A://a:1,B://b:2', 'care'],
  ['advertised.listeners=A://a:1,B://a:2', 'advertised.listeners=A://a:1', 'care'],
  ['advertised.listeners=A://a:1', 'advertised.listeners=A://a:1,B://out:2', undefined],
  ['num.network.threads=3', 'num.network.threads=4', undefined],
  ['process.roles=broker,controller', 'process.roles=broker', 'danger'],
  ['metadata.log.dir=/a', 'metadata.log.dir=/b', 'danger'],
  ['', 'metadata.log.dir=/b', 'danger'],
  ['cluster.id=a', 'cluster.id=b', 'danger'],
])('judges %s → %s', (before, after, expected) => {
  expect(severityOf(identityChanged, broker(before, after))).toBe(expected);
});

describe('brokers that get ports with TLS in place of those without', () => {
  const ports = (protocol: string, broker: string, zookeeper: string) =>
    [
      `listener.security.protocol.map=CLIENT:${protocol}`,
      `advertised.listeners=CLIENT://${broker}`,
      `zookeeper.connect=${zookeeper}`,
    ].join('\n');
  const plain = ports('PLAINTEXT', 'a:9092', 'a:2181,b:2181/x');

  it.each([
    ['are the same hosts at other ports', ports('SASL_SSL', 'a:9093', 'a:2182,b:2182/x'), []],
    ['go by another name', ports('SASL_SSL', 'z:9093', 'a:2182,b:2182/x'), ['care']],
    ['go to another quorum', ports('SASL_SSL', 'a:9093', 'c:2182,d:2182/x'), ['danger']],
    ['go to another chroot', ports('SASL_SSL', 'a:9093', 'a:2182,b:2182/y'), ['danger']],
    ['stay without', ports('PLAINTEXT', 'a:9093', 'a:2182,b:2182/x'), ['danger', 'care']],
  ])('%s', (_, after, severities) => {
    const found = judge(identityChanged, broker(plain, after));
    expect(found.map(({ severity }) => severity)).toEqual(severities);
  });
});

it('warns of another data folder of ZooKeeper', () => {
  const cluster = plannedCluster({ zookeeper: () => ['dataDir=/a\n', 'dataDir=/b\n'] });
  expect(judge(identityChanged, cluster)).toMatchObject([
    { severity: 'danger', what: 'Changes dataDir /a → /b on broker 1, 2, 3.' },
  ]);
});

describe('a ZooKeeper id', () => {
  const myid = file(1, 'var/lib/zookeeper/snapshots/myid', ['1\n', '2\n']);
  const unknown = { ...myid.after, content: undefined };

  it.each([
    ['becomes another', myid, '2'],
    [
      'is known only after the apply',
      { ...myid, after: unknown, afterUnknown: { content: true } },
      'what the plan doesn’t show',
    ],
    ['goes with its file', { ...myid, after: null }, 'none'],
  ])('is warned of where it %s', (_case, changed, becomes) => {
    expect(judge(identityChanged, [...plannedCluster(), changed])).toMatchObject([
      { severity: 'danger', what: `Changes the ZooKeeper id of broker-1 from 1 to ${becomes}.` },
    ]);
  });
});

it.each(['kafka-cluster', 'kafka-host'])('warns of another tag %s', (tag) => {
  const cluster = plannedCluster({
    instance: (id) => ({
      tags: { 'kafka-cluster': 'prod', 'kafka-host': `broker-${id}`, [tag]: 'x' },
    }),
  });
  expect(severityOf(identityChanged, cluster)).toBe('danger');
});

it('warns of files that move to another cluster’s place', () => {
  const cluster = plannedCluster().map((resource) =>
    resource.after?.key
      ? {
          ...resource,
          after: {
            ...resource.after,
            key: (resource.after.key as string).replace('prod/', 'other/'),
          },
          actions: ['delete', 'create'],
        }
      : resource,
  );
  expect(judge(identityChanged, cluster).map(({ what }) => what)).toContain(
    'Moves 6 files of hosts, such as prod/broker-1/etc/kafka/server.properties to other/broker-1/etc/kafka/server.properties.',
  );
});

it.each([
  ['another zone', { availability_zone: 'b', subnet_id: 's' }, {}, 'danger'],
  ['another subnet', { availability_zone: 'a', subnet_id: 't' }, {}, 'care'],
  [
    'a subnet that is known later, for which it is made anew',
    { availability_zone: 'a' },
    { afterUnknown: { subnet_id: true }, replacePaths: [['subnet_id']] },
    'care',
  ],
  [
    'a subnet that is computed',
    { availability_zone: 'a' },
    { afterUnknown: { subnet_id: true } },
    undefined,
  ],
])('judges %s', (_, after, change, expected) => {
  const cluster = plannedCluster({
    instanceChange: (id) =>
      id === 1
        ? {
            before: {
              id: 'i-1',
              availability_zone: 'a',
              subnet_id: 's',
              tags: { 'kafka-host': 'broker-1' },
            },
            after: { ...after, tags: { 'kafka-host': 'broker-1' } },
            actions: ['delete', 'create'],
            ...change,
          }
        : {},
  });
  expect(severityOf(identityChanged, cluster)).toBe(expected);
});

it('asks to look at an interface that gets another address', () => {
  const networkInterface = asIs('aws_network_interface.a', { private_ips: ['10.0.0.1'] });
  const moved = { ...networkInterface, after: { private_ips: ['10.0.0.2'] } };
  expect(judge(identityChanged, [networkInterface])).toEqual([]);
  expect(judge(identityChanged, [moved])).toMatchObject([
    {
      severity: 'care',
      what: 'Changes the address of aws_network_interface.a from 10.0.0.1 to 10.0.0.2.',
    },
  ]);
});

it('is silent over a cluster that is made', () => {
  expect(judge(identityChanged, plannedCluster({ isNew: true }))).toEqual([]);
});

it.each([
  ['of its zone', 'eu-west-1a', 'care'],
  ['of another zone, where its volumes can’t follow', 'eu-west-1b', 'danger'],
])('judges a host that moves to a subnet %s', (_, zone, expected) => {
  const subnet = (id: string, availability_zone: string) => {
    const values = { id, availability_zone };
    return { address: `aws_subnet.${id}`, before: values, after: values };
  };
  const instance = {
    address: 'aws_instance.moved',
    before: { id: 'i-9', subnet_id: 'one' },
    after: { subnet_id: 'two' },
    actions: ['delete', 'create'],
    replacePaths: [['subnet_id']],
  };
  const resources = [subnet('one', 'eu-west-1a'), subnet('two', zone), instance];
  expect(severityOf(identityChanged, resources)).toBe(expected);
});

describe('a broker’s id in files that are another’s', () => {
  const [before, after] = ['broker.id=1\nlog.dirs=/data\n', 'broker.id=7\nlog.dirs=/data\n'];

  it.each([
    ['aws_s3_object.a', 'an object of another name', { key: 'conf/broker.conf' }, 'content'],
    ['google_storage_bucket_object.a', 'an object of Google', { name: 'a' }, 'content'],
    ['azurerm_storage_blob.a', 'a blob', { name: 'a' }, 'source_content'],
    ['aws_ssm_parameter.a', 'a parameter', { name: '/a' }, 'value'],
    ['aws_secretsmanager_secret_version.a', 'a secret', { secret_id: 'a' }, 'secret_string'],
    ['local_file.a', 'a file', { filename: 'a.conf' }, 'content'],
    ['aws_instance.a', 'user data', { id: 'i-1' }, 'user_data'],
    ['aws_launch_template.a', 'a template', { id: 'lt-1' }, 'user_data'],
    ['google_compute_instance.a', 'a startup script', { name: 'a' }, 'metadata_startup_script'],
    ['azurerm_linux_virtual_machine.a', 'custom data', { name: 'a' }, 'custom_data'],
    ['hcloud_server.a', 'user data', { name: 'a' }, 'user_data'],
  ])('is judged in %s, %s', (address, _, values, attribute) => {
    const resource = {
      address,
      before: { ...values, [attribute]: before },
      after: { ...values, [attribute]: after },
    };
    expect(severityOf(identityChanged, [resource])).toBe('danger');
  });

  it('is judged where the plan marks it, and not shown', () => {
    const content = (id: number) => `node.id=${id}\nlog.dirs=/data\n`;
    const [found] = judge(identityChanged, [
      {
        address: 'local_file.a',
        before: { filename: 'a', content: content(4711) },
        after: { filename: 'a', content: content(4812) },
        afterSensitive: { content: true },
      },
    ]);
    expect(found?.severity).toBe('danger');
    expect(found?.what).not.toMatch(/4711|4812/);
  });
});
