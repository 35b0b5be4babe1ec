import { planJson, type PlannedResource } from '../support/plan-builder';
import type { PlanDocument } from '../support/marked-plans';

const tags = (host: string) => ({ 'kafka-cluster': 'logs', 'kafka-host': host });

/** A broker that stands, with what it may have beside. */
function broker(id: number, after: object = {}, more: Partial<PlannedResource> = {}) {
  const before = {
    ...{ id: `i-0c${id}`, ami: 'ami-0b7', instance_type: 'm5.large', subnet_id: 'subnet-0a4' },
    ...{ availability_zone: 'eu-west-1a', tags: tags(`broker-${id}`), user_data: 'echo 31' },
    metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
  };
  return {
    address: `aws_instance.machine["${id}"]`,
    before,
    after: { ...before, ...after },
    ...more,
  };
}

function file(key: string, before: string | null, after: string | null): PlannedResource {
  const side = (content: string | null) =>
    content === null ? null : { bucket: 'files-of-logs', key, content };
  return { address: 'aws_s3_object.file', before: side(before), after: side(after) };
}

function changed(address: string, before: object, after: object): PlannedResource {
  return { address, before: { ...before }, after: { ...before, ...after } };
}

const SETTINGS = 'broker.id=1\nlog.dirs=/data/51,/data/52\nmin.insync.replicas=2\n';
const settings = (from: string, to: string) => [
  broker(1),
  file('logs/broker-1/etc/kafka/server.properties', SETTINGS, SETTINGS.replace(from, to)),
];
const policy = (action: string) =>
  JSON.stringify({
    Statement: [{ Effect: 'Allow', Action: action, Resource: 'arn:aws:s3:::b51' }],
  });
const encoded = (text: string) => Buffer.from(text).toString('base64');

const RESOURCES: Readonly<Record<string, readonly PlannedResource[]>> = {
  'shrinks a volume': [
    changed(
      'aws_ebs_volume.data',
      { id: 'vol-0a5', size: 150, tags: tags('broker-1') },
      { size: 50 },
    ),
  ],
  'deletes a volume': [
    {
      address: 'aws_ebs_volume.data',
      before: { id: 'vol-0a5', size: 150, tags: tags('broker-1') },
    },
  ],
  'replaces a volume for its type': [
    {
      ...changed('aws_ebs_volume.data', { id: 'vol-0a5', size: 150, type: 'gp2' }, { type: 'gp3' }),
      ...{ actions: ['delete', 'create'], replacePaths: [['type'], ['tags', 'kafka-disk']] },
    },
  ],
  'slows a volume': [
    changed('aws_ebs_volume.data', { size: 150, iops: 6000, throughput: 500 }, { iops: 3000 }),
  ],
  'shrinks a disk in the block of an instance': [
    broker(1),
    changed(
      'aws_instance.other',
      { id: 'i-0d', root_block_device: [{ device_name: '/dev/xvda', volume_size: 50 }] },
      { root_block_device: [{ device_name: '/dev/xvda', volume_size: 20 }] },
    ),
  ],
  'takes a volume away from its host': [
    broker(1),
    {
      address: 'aws_volume_attachment.data',
      before: { instance_id: 'i-0c1', volume_id: 'vol-0a5', device_name: '/dev/sdf' },
    },
  ],
  'opens a port to the internet': [
    changed(
      'aws_security_group.kafka',
      {
        id: 'sg-0a4',
        ingress: [
          { from_port: 9092, to_port: 9092, protocol: 'tcp', cidr_blocks: ['10.20.0.0/16'] },
        ],
      },
      {
        ingress: [{ from_port: 9092, to_port: 9092, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
      },
    ),
  ],
  'lets a further network in': [
    changed(
      'aws_vpc_security_group_ingress_rule.kafka',
      {
        security_group_id: 'sg-0a4',
        ip_protocol: 'tcp',
        from_port: 9092,
        to_port: 9092,
        cidr_ipv4: '10.20.0.0/24',
      },
      { cidr_ipv4: '10.20.0.0/16' },
    ),
  ],
  'turns public-access blocking off': [
    changed(
      'aws_s3_bucket_public_access_block.files',
      { bucket: 'files-of-logs', block_public_acls: true, block_public_policy: true },
      { block_public_policy: false },
    ),
  ],
  'turns versioning off': [
    changed(
      'aws_s3_bucket_versioning.files',
      { bucket: 'files-of-logs', versioning_configuration: [{ status: 'Enabled' }] },
      { versioning_configuration: [{ status: 'Suspended' }] },
    ),
  ],
  'lets objects expire': [
    file('logs/broker-1/etc/kafka/server.properties', SETTINGS, SETTINGS),
    changed(
      'aws_s3_bucket_lifecycle_configuration.files',
      { bucket: 'files-of-logs', rule: [] },
      { rule: [{ id: 'r51', status: 'Enabled', expiration: [{ days: 30 }] }] },
    ),
  ],
  'allows more by a policy': [
    changed(
      'aws_iam_role_policy.broker',
      { role: 'role-51', policy: policy('s3:GetObject') },
      { policy: policy('s3:*') },
    ),
  ],
  'closes a key to its hosts': [
    changed(
      'aws_kms_key.key',
      { policy: policy('kms:Decrypt') },
      { policy: policy('kms:Encrypt') },
    ),
  ],
  'disables a key': [changed('aws_kms_key.key', { is_enabled: true }, { is_enabled: false })],
  'gives a broker another id': settings('broker.id=1', 'broker.id=17'),
  'takes a data folder from a broker': settings(',/data/52', ''),
  'lowers min.insync.replicas': settings('replicas=2', 'replicas=1'),
  'adds a key that nobody knows': settings('broker.id=1', 'broker.id=1\nunheard.of.51=7'),
  'gives a broker another id in base64': [
    broker(1),
    {
      address: 'aws_s3_object.file',
      before: {
        key: 'logs/broker-1/etc/kafka/server.properties',
        content_base64: encoded(SETTINGS),
      },
      after: {
        key: 'logs/broker-1/etc/kafka/server.properties',
        content_base64: encoded(SETTINGS.replace('broker.id=1', 'broker.id=17')),
      },
    },
  ],
  'gives a ZooKeeper member another id': [
    broker(1),
    file('logs/broker-1/var/lib/zookeeper/myid', '1\n', '17\n'),
  ],
  'moves two members of the quorum': [
    broker(1),
    file(
      'logs/broker-1/etc/zookeeper/zoo.cfg',
      'dataDir=/data/51\nserver.1=zk-1:2888:3888\nserver.2=zk-2:2888:3888\n',
      'dataDir=/data/51\nserver.1=zk-3:2888:3888\nserver.2=zk-4:2888:3888\n',
    ),
  ],
  'installs an older Kafka': [
    broker(1),
    file(
      'logs/broker-1/manifest',
      'archive d51 /opt/kafka logs/archives/kafka-3.9.2.tar\nhost broker-1\n',
      'archive d52 /opt/kafka logs/archives/kafka-3.8.1.tar\nhost broker-1\n',
    ),
  ],
  'changes a program of a host': [
    broker(1),
    file('logs/broker-1/usr/local/bin/tune', '#!/bin/sh\necho 31\n', '#!/bin/sh\necho 32\n'),
  ],
  'changes user data': [broker(1, { user_data: 'echo 32 > /etc/motd' }), broker(2)],
  'changes user data in base64': [
    changed(
      'aws_launch_template.kafka',
      { user_data: encoded('#!/bin/sh\necho 31\n'), image_id: 'ami-0b7' },
      { user_data: encoded('#!/bin/sh\necho 32\n') },
    ),
  ],
  'stops hosts for another type': [
    broker(1, { instance_type: 'm5.xlarge' }),
    broker(2, { instance_type: 'm5.xlarge' }),
    file('logs/broker-1/etc/kafka/server.properties', SETTINGS, SETTINGS),
  ],
  'moves a host to another subnet': [
    broker(
      1,
      { subnet_id: 'subnet-0a5' },
      { actions: ['delete', 'create'], replacePaths: [['subnet_id']] },
    ),
  ],
  'moves the image': [
    broker(1, { ami: 'ami-0b8' }, { actions: ['delete', 'create'], replacePaths: [['ami']] }),
  ],
  'lets metadata be asked without a token': [
    broker(1, { metadata_options: [{ http_tokens: 'optional', http_put_response_hop_limit: 3 }] }),
  ],
  'answers metadata over more hops': [
    broker(1, { metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 5 }] }),
  ],
  'names a host otherwise': [broker(1, { tags: tags('broker-4') })],
  'changes the address of a host': [
    changed(
      'aws_network_interface.one',
      { private_ips: ['10.20.4.5'] },
      { private_ips: ['10.20.4.6'] },
    ),
  ],
  'makes a bucket public': [
    changed(
      'aws_s3_bucket_acl.files',
      { bucket: 'files-of-logs', acl: 'private' },
      { acl: 'public-read' },
    ),
  ],
  'silences an alarm': [
    changed(
      'aws_cloudwatch_metric_alarm.disk',
      { alarm_name: 'disk-51', threshold: 80, actions_enabled: true },
      { actions_enabled: false },
    ),
  ],
  'deletes a bucket': [{ address: 'aws_s3_bucket.files', before: { bucket: 'files-of-logs' } }],
  'turns the protection of a database off': [
    changed('aws_db_instance.db', { deletion_protection: true }, { deletion_protection: false }),
  ],
};

/** Plans of all areas, each with a harm in it, by what they do. */
export const HARMS: Readonly<Record<string, () => PlanDocument>> = Object.fromEntries(
  Object.entries(RESOURCES).map(([name, resources]) => [
    name,
    () => planJson(resources) as unknown as PlanDocument,
  ]),
);
