import type { Attributes } from './changes';

// What stands before a plan, with the attributes that their providers give such things.

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

export function arn(service: string, rest: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
}

export const KEY_ARN = arn('kms', 'key/0f6c2a1e-3f1b-4a57-9a52-2d0a5f3b7c11');

export function dataVolume(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'vol-0a1b2c3d4e5f60718', arn: arn('ec2', 'volume/vol-0a1b2c3d4e5f60718') },
    ...{ availability_zone: 'eu-central-1a', size: 500, type: 'gp3', iops: 3000, throughput: 250 },
    ...{ encrypted: true, kms_key_id: KEY_ARN, final_snapshot: false, snapshot_id: '' },
    ...{ multi_attach_enabled: false, outpost_arn: '', timeouts: null },
    ...tagged('kafka-1-data'),
    ...own,
  };
}

export function attachment(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'vai-1795232187', device_name: '/dev/sdf', instance_id: 'i-00000000000000001' },
    ...{ volume_id: 'vol-0a1b2c3d4e5f60718', force_detach: null, skip_destroy: null },
    ...{ stop_instance_before_detaching: null },
    ...own,
  };
}

/** The n-th host of a cluster, in the zone of its number. */
export function instance(number: number, own: Attributes = {}): Attributes {
  const id = `i-0000000000000000${number}`;
  return {
    ...{ id, arn: arn('ec2', `instance/${id}`), ami: 'ami-0c1b2a3d4e5f60718' },
    ...{ instance_type: 'r6i.xlarge', availability_zone: `eu-central-1${'abc'[(number - 1) % 3]}` },
    ...{ ebs_optimized: true, monitoring: false, source_dest_check: true },
    ...{ disable_api_termination: true, disable_api_stop: false, iam_instance_profile: 'kafka' },
    ...{ key_name: 'ops', private_ip: `10.0.${number}.10`, subnet_id: `subnet-0000000${number}` },
    ...{ associate_public_ip_address: false, vpc_security_group_ids: ['sg-0000000000000kafk'] },
    ...{ user_data: null, user_data_base64: null, user_data_replace_on_change: false },
    metadata_options: [
      {
        ...{
          http_endpoint: 'enabled',
          http_tokens: 'required',
          instance_metadata_tags: 'disabled',
        },
        ...{ http_put_response_hop_limit: 1, http_protocol_ipv6: 'disabled' },
      },
    ],
    root_block_device: [rootDisk()],
    ebs_block_device: [],
    ephemeral_block_device: [],
    ...tagged(`kafka-${number}`),
    ...own,
  };
}

export function rootDisk(own: Attributes = {}): Attributes {
  return {
    ...{ device_name: '/dev/xvda', volume_id: 'vol-0000000000000root', volume_size: 20 },
    ...{ volume_type: 'gp3', iops: 3000, throughput: 125, encrypted: true, kms_key_id: KEY_ARN },
    ...{ delete_on_termination: true, tags: null },
    ...own,
  };
}

export function bucket(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'acme-kafka-tiered', arn: 'arn:aws:s3:::acme-kafka-tiered', region: REGION },
    ...{ bucket: 'acme-kafka-tiered', bucket_prefix: '', force_destroy: false },
    ...{ object_lock_enabled: false, hosted_zone_id: 'Z21DNDUVLTQW6Q' },
    ...tagged('acme-kafka-tiered'),
    ...own,
  };
}

export function publicAccessBlock(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'acme-kafka-tiered', bucket: 'acme-kafka-tiered' },
    ...{ block_public_acls: true, block_public_policy: true },
    ...{ ignore_public_acls: true, restrict_public_buckets: true },
    ...own,
  };
}

/** A rule that lets hosts of the network reach the brokers' port. */
export function groupRule(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'sgrule-3281644617', security_group_id: 'sg-0000000000000kafk', type: 'ingress' },
    ...{ protocol: 'tcp', from_port: 9092, to_port: 9092, cidr_blocks: ['10.0.0.0/16'] },
    ...{ ipv6_cidr_blocks: [], prefix_list_ids: [], source_security_group_id: null, self: false },
    description: 'clients',
    ...own,
  };
}

/** An inline rule of a security group. */
export function inlineRule(port: number, own: Attributes = {}): Attributes {
  return {
    ...{ from_port: port, to_port: port, protocol: 'tcp', cidr_blocks: ['10.0.0.0/16'] },
    ...{ ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false },
    description: '',
    ...own,
  };
}

export function securityGroup(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'sg-0000000000000kafk', arn: arn('ec2', 'security-group/sg-0000000000000kafk') },
    ...{ name: 'kafka', name_prefix: '', description: 'Kafka brokers', vpc_id: 'vpc-00000001' },
    ...{ ingress: [inlineRule(9092), inlineRule(2181)], revoke_rules_on_delete: false },
    egress: [inlineRule(0, { protocol: '-1', cidr_blocks: ['0.0.0.0/0'] })],
    ...tagged('kafka'),
    ...own,
  };
}

export function kmsKey(own: Attributes = {}): Attributes {
  return {
    ...{ id: '0f6c2a1e-3f1b-4a57-9a52-2d0a5f3b7c11', arn: KEY_ARN, description: 'Kafka data' },
    ...{ key_usage: 'ENCRYPT_DECRYPT', customer_master_key_spec: 'SYMMETRIC_DEFAULT' },
    ...{ is_enabled: true, enable_key_rotation: true, deletion_window_in_days: 30 },
    ...{ multi_region: false, bypass_policy_lockout_safety_check: false },
    policy: policy({
      ...{ Sid: 'Owner', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
      ...{ Action: 'kms:*', Resource: '*' },
    }),
    ...tagged('kafka-data'),
    ...own,
  };
}

/** A policy that allows what the statements say. */
export function policy(...statements: readonly Attributes[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
  });
}

export function tagged(name: string): Attributes {
  const tags = { Name: name, Team: 'streaming' };
  return { tags, tags_all: tags };
}

/** A topic of the mongey/kafka provider. */
export function topic(own: Attributes = {}): Attributes {
  return {
    ...{ id: 'orders', name: 'orders', partitions: 24, replication_factor: 3 },
    config: { 'retention.ms': '604800000', 'min.insync.replicas': '2', 'cleanup.policy': 'delete' },
    ...own,
  };
}

/** What server.properties of a broker of three says, with some lines changed; `null` leaves one out. */
export function serverProperties(own: Readonly<Record<string, string | null>> = {}): string {
  const settings: Record<string, string | null> = {
    'broker.id': '1',
    'broker.rack': 'eu-central-1a',
    listeners: 'CLIENT://:9092,REPLICATION://:9093',
    'advertised.listeners': 'CLIENT://kafka-1.acme.internal:9092,REPLICATION://10.0.1.10:9093',
    'listener.security.protocol.map': 'CLIENT:SASL_SSL,REPLICATION:SSL',
    'inter.broker.listener.name': 'REPLICATION',
    'log.dirs': '/var/lib/kafka/data-1,/var/lib/kafka/data-2',
    'zookeeper.connect': 'zk-1:2181,zk-2:2181,zk-3:2181/kafka',
    'inter.broker.protocol.version': '3.6',
    'default.replication.factor': '3',
    'min.insync.replicas': '2',
    'offsets.topic.replication.factor': '3',
    'transaction.state.log.replication.factor': '3',
    'transaction.state.log.min.isr': '2',
    'unclean.leader.election.enable': 'false',
    'auto.create.topics.enable': 'false',
    'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
    'allow.everyone.if.no.acl.found': 'false',
    'ssl.client.auth': 'required',
    'log.retention.hours': '168',
    'log.segment.bytes': '1073741824',
    'num.io.threads': '8',
    'num.network.threads': '3',
    ...own,
  };
  return `${Object.entries(settings)
    .flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`]))
    .join('\n')}\n`;
}

/** An object in a bucket, from which hosts fetch a file. */
export function hostFile(key: string, content: string, own: Attributes = {}): Attributes {
  return {
    ...{ id: key, bucket: 'acme-kafka-config', key, content, content_base64: null, source: null },
    ...{
      content_type: 'text/plain',
      etag: 'd41d8cd98f00b204e9800998ecf8427e',
      force_destroy: false,
    },
    ...{ server_side_encryption: 'aws:kms', storage_class: 'STANDARD', version_id: 'null' },
    ...own,
  };
}

/** An alarm on full disks, which tells those on duty. */
export const ALARM = {
  id: 'disk',
  alarm_name: 'disk',
  comparison_operator: 'GreaterThanThreshold',
  threshold: 80,
  metric_name: 'disk_used_percent',
  namespace: 'CWAgent',
  period: 60,
  evaluation_periods: 5,
  actions_enabled: true,
  alarm_actions: [arn('sns', 'ops')],
  ok_actions: [],
  insufficient_data_actions: [],
  alarm_description: '',
  ...tagged('disk'),
};

/** Where a stack of ours keeps what its spec says of topics. */
export const OWN_TOPICS = 'terraform_data.logs_Deploy_Topics_1A2B3C4D';
export const OWN_TOPIC = {
  partitions: '6',
  'replication.factor': '3',
  'retention.ms': '259200000',
};
export const ownTopics = (topics: object) => ({ input: { quotas: {}, topics } });
