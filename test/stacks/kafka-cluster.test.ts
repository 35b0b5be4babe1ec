import { KafkaCluster, Network, Peer, Storage, Zookeeper } from '../../stacks/index';
import { validSpec } from '../support/spec-builder';
import { like, synthesize, synthesizeCluster, validProps } from '../support/synthesized';

/** What a cluster says of itself, without a token resolved. */
function clusterOf(props = validProps()): KafkaCluster {
  let made: KafkaCluster | undefined;
  synthesize((stack) => {
    made = new KafkaCluster(stack, 'Kafka', props);
    made.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
  });
  return made!;
}

it('says where clients and tools find it', () => {
  const cluster = clusterOf();
  expect(cluster.bootstrapServers).toBe(
    'broker-1.logs.internal:9092,broker-2.logs.internal:9092,broker-3.logs.internal:9092',
  );
  expect(cluster.zookeeperConnect).toBe(
    'broker-1.logs.internal:2181,broker-2.logs.internal:2181,broker-3.logs.internal:2181/logs',
  );
  expect(Object.keys(cluster.securityGroupIds)).toEqual(['brokers', 'zookeepers']);
  expect(Object.keys(cluster.network.subnets)).toEqual(['a', 'b', 'c']);
});

it('gives a broker the storage and the instance type that are its own', () => {
  const [first, ...others] = validSpec().brokers;
  const storage = Storage.st1({ volumesPerBroker: 3, sizeGiB: 800 });
  const brokers = [{ ...first!, storage, instanceType: 'r99.large' }, ...others];
  const facts = { vcpus: 4, memoryGiB: 32, networkGbps: { baseline: 2, burst: 10 } };
  const instanceTypes = { 'r99.large': { ...facts, ebsMBps: { baseline: 600, burst: 1_200 } } };
  const stack = synthesizeCluster({ spec: validSpec({ brokers, instanceTypes }) });
  expect(stack.resources('aws_ebs_volume', { type: 'st1', size: 800 })).toHaveLength(3);
  expect(stack.resources('aws_ebs_volume', { type: 'gp3', size: 1_000 })).toHaveLength(4);
  expect(stack.resources('aws_instance', { instance_type: 'r99.large' })).toHaveLength(1);
  expect(stack.resources('aws_instance', { instance_type: 'r5.xlarge' })).toHaveLength(2);
});

it('says where clients find it that know the brokers by other names', () => {
  const external = { advertised: 'kafka-{id}.example.com:1909{id}' };
  const cluster = clusterOf({ ...validProps(), spec: validSpec({ listeners: { external } }) });
  expect(cluster.externalBootstrapServers).toBe(
    'kafka-1.example.com:19091,kafka-2.example.com:19092,kafka-3.example.com:19093',
  );
  expect(clusterOf().externalBootstrapServers).toBeUndefined();
});

it('lists its hosts for the tools', () => {
  const { inventory } = clusterOf();
  expect(inventory).toMatchObject({ version: 1, spec: validSpec() });
  expect(inventory.hosts).toMatchObject(
    [11, 12, 13].map((number, index) => ({
      name: `broker-${index + 1}`,
      address: `10.20.${index}.${number}`,
      sshUser: 'admin',
      keyPrefix: `logs/broker-${index + 1}`,
      terraformAddress: like(/^aws_instance\.Kafka_Broker\d_Machine_Instance_/),
      disks: [
        { mountPoint: '/var/lib/zookeeper', volumeId: expect.any(String) as unknown },
        { mountPoint: '/var/lib/kafka/disk1', volumeId: expect.any(String) as unknown },
        { mountPoint: '/var/lib/kafka/disk2', volumeId: expect.any(String) as unknown },
      ],
    })),
  );
});

it('names resources after the ids of the spec: taking a broker out renames nobody', () => {
  const brokers = (ids: readonly number[]) =>
    synthesizeCluster({
      spec: validSpec({
        brokers: ids.map((id, index) => ({ id, rack: 'abc'.charAt(index % 3) })),
        zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
      }),
    });
  const names = (stack: ReturnType<typeof brokers>) =>
    Object.keys((stack.json.resource as Record<string, object>).aws_instance!);
  expect(names(brokers([1, 2, 3, 4, 5, 6]))).toEqual(
    expect.arrayContaining(names(brokers([1, 2, 3]))),
  );
});

it('lays out every kind of cluster', () => {
  const members = [1, 2, 3].map((id, index) => ({ id, rack: 'abc'.charAt(index) }));
  const stack = synthesizeCluster({
    spec: validSpec({
      instanceType: 'd3.2xlarge',
      storage: Storage.instanceStore(),
      zookeeper: Zookeeper.onOwnHosts({ instanceType: 'm5.large', members }),
    }),
  });
  const hosts = stack.resources('aws_instance').map(({ tags }) => (tags as { Name: string }).Name);
  expect(hosts).toEqual([
    ...['logs-broker-1', 'logs-broker-2', 'logs-broker-3'],
    ...['logs-zookeeper-1', 'logs-zookeeper-2', 'logs-zookeeper-3'],
  ]);
});

describe('two clusters in one stack', () => {
  const stack = synthesize((scope) => {
    for (const clusterName of ['logs', 'metrics']) {
      const cluster = new KafkaCluster(
        scope,
        clusterName,
        validProps({ spec: validSpec({ clusterName }) }),
      );
      cluster.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
    }
  });

  it.each([
    ['aws_security_group', 'name'],
    ['aws_iam_role', 'name'],
    ['aws_iam_instance_profile', 'name'],
    ['aws_kms_alias', 'name'],
    ['aws_placement_group', 'name'],
    ['aws_cloudwatch_metric_alarm', 'alarm_name'],
    ['aws_route53_zone', 'name'],
    ['aws_s3_bucket', 'bucket_prefix'],
  ])('share no %s', (type, name) => {
    const names = stack.resources(type).map((block) => block[name]);
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('with the longest name that a cluster may have', () => {
  const members = [253, 254, 255].map((id, index) => ({ id, rack: 'abc'.charAt(index) }));
  const stack = synthesizeCluster({
    spec: validSpec({
      clusterName: 'x'.repeat(32),
      brokers: [998, 999, 1000].map((id, index) => ({ id, rack: 'abc'.charAt(index) })),
      zookeeper: Zookeeper.onOwnHosts({ instanceType: 'm5.large', members }),
    }),
    network: Network.own({
      cidr: '10.20.0.0/18',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
      zones: { a: 'eu-west-1a', b: 'eu-west-1b', c: 'eu-west-1c' },
    }),
  });
  const LONGEST_REGION = 'ap-southeast-1';

  it.each([
    ['aws_iam_role', 'name', 64],
    ['aws_iam_instance_profile', 'name', 128],
    ['aws_s3_bucket', 'bucket_prefix', 37],
    ['aws_security_group', 'name', 255],
    ['aws_placement_group', 'name', 255],
    ['aws_kms_alias', 'name', 256],
    ['aws_cloudwatch_metric_alarm', 'alarm_name', 255],
  ])('%s has a %s of at most %i characters', (type, name, limit) => {
    for (const block of stack.resources(type)) {
      const text = String(block[name]).replace(/\$\{[^}]*\}/, LONGEST_REGION);
      expect(text.length).toBeLessThanOrEqual(limit);
    }
  });
});

it('tags every resource that can be tagged with its cluster and the team’s own tags', () => {
  const stack = synthesizeCluster({ tags: { team: 'platform' } });
  const untaggable =
    /^(terraform_data|aws_(ec2_instance_state|s3_.*|iam_role_policy.*|volume_attachment|route53_record|kms_alias|route|route_table_association))$/;
  for (const type of Object.keys(stack.counts)) {
    if (untaggable.test(type)) continue;
    for (const { tags } of stack.resources(type)) {
      expect(tags).toMatchObject({ team: 'platform', 'kafka-cluster': 'logs' });
    }
  }
});

it('holds no secret: no password, no private key', () => {
  const text = JSON.stringify(synthesizeCluster().json);
  expect(text).not.toMatch(/PRIVATE KEY|password=|secret_key/i);
});
