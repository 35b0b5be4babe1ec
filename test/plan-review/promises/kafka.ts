import { changes, deletes, forgets, makes, replaces } from './changes';
import type { Promises } from './promise';
import { arn, OWN_TOPIC, OWN_TOPICS, ownTopics, tagged, topic } from './standing';

const ACL = {
  ...{ id: 'acl-1', resource_name: 'orders', resource_type: 'Topic', acl_host: '*' },
  ...{ acl_principal: 'User:billing', acl_operation: 'Read', acl_permission_type: 'Allow' },
  resource_pattern_type_filter: 'Literal',
};
const QUOTA = {
  ...{ id: 'q', entity_name: 'billing', entity_type: 'client-id' },
  config: { consumer_byte_rate: '4000000', producer_byte_rate: '3500000' },
};
const CONFLUENT_TOPIC = {
  ...{ id: 'lkc-1/orders', topic_name: 'orders', partitions_count: 24 },
  ...{ config: { 'cleanup.policy': 'delete', 'retention.ms': '604800000' }, rest_endpoint: 'x' },
  kafka_cluster: [{ id: 'lkc-1' }],
};
const CONFLUENT_CLUSTER = {
  ...{ id: 'lkc-1', display_name: 'prod', availability: 'MULTI_ZONE', cloud: 'AWS' },
  ...{ region: 'eu-central-1', dedicated: [{ cku: 2 }], basic: [], standard: [] },
};
const MSK = {
  ...{ id: arn('kafka', 'cluster/prod'), arn: arn('kafka', 'cluster/prod'), cluster_name: 'prod' },
  ...{ kafka_version: '3.6.0', number_of_broker_nodes: 6, enhanced_monitoring: 'DEFAULT' },
  broker_node_group_info: [
    {
      ...{ instance_type: 'kafka.m5.large', client_subnets: ['subnet-1', 'subnet-2', 'subnet-3'] },
      ...{ security_groups: ['sg-1'], az_distribution: 'DEFAULT' },
      storage_info: [{ ebs_storage_info: [{ volume_size: 1000, provisioned_throughput: [] }] }],
      connectivity_info: [{ public_access: [{ type: 'DISABLED' }] }],
    },
  ],
  encryption_info: [{ encryption_in_transit: [{ client_broker: 'TLS', in_cluster: true }] }],
  client_authentication: [{ sasl: [{ iam: true, scram: false }], unauthenticated: false, tls: [] }],
  configuration_info: [{ arn: arn('kafka', 'configuration/prod'), revision: 3 }],
  ...tagged('prod'),
};
const MSK_NODES = MSK.broker_node_group_info[0]!;
const MSK_CONFIGURATION = {
  ...{ id: arn('kafka', 'configuration/prod'), name: 'prod', kafka_versions: ['3.6.0'] },
  ...{ latest_revision: 3, description: '' },
  server_properties:
    'auto.create.topics.enable=false\ndefault.replication.factor=3\nmin.insync.replicas=2\nlog.retention.hours=168\nunclean.leader.election.enable=false\n',
};
const AIVEN = {
  ...{ id: 'acme/kafka', service_name: 'kafka', project: 'acme', plan: 'business-4' },
  ...{ cloud_name: 'aws-eu-central-1', termination_protection: true, disk_space: '600GiB' },
  kafka_user_config: [{ kafka_version: '3.7' }],
};
const AIVEN_TOPIC = {
  ...{ id: 'acme/kafka/orders', topic_name: 'orders', partitions: 24, replication: 3 },
  ...{ project: 'acme', service_name: 'kafka', termination_protection: true },
  config: [{ retention_ms: '604800000', min_insync_replicas: '2', cleanup_policy: 'delete' }],
};
const CONFIG = topic().config as Record<string, string>;

/** Topics, rights and clusters that others run. */
export const kafka: Promises = [
  ['deletes a topic', 'lost', 'its records go with it', [deletes('kafka_topic.orders', topic())]],
  [
    'makes a topic anew with fewer partitions',
    'lost',
    'Kafka can’t take partitions away: the provider deletes the topic',
    [replaces('kafka_topic.orders', topic(), { partitions: 12 })],
  ],
  [
    'renames a topic',
    'lost',
    'the new one is empty',
    [replaces('kafka_topic.orders["eu"]', topic(), { name: 'orders.v2' })],
  ],
  [
    'gives a topic more partitions',
    'care',
    'records of one key go to another partition from then on',
    [changes('kafka_topic.orders', topic(), { partitions: 48 })],
  ],
  [
    'keeps the records of a topic for an hour in place of a week',
    'danger',
    'brokers delete what is older within minutes',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'retention.ms': '3600000' },
      }),
    ],
  ],
  [
    'bounds the size of a topic',
    'danger',
    'brokers delete what is beyond it within minutes',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'retention.bytes': '1073741824' },
      }),
    ],
  ],
  [
    'compacts a topic that kept all records',
    'danger',
    'all but the last record of each key are deleted',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'cleanup.policy': 'compact' },
      }),
    ],
  ],
  [
    'deletes old records of a topic that was compacted only',
    'danger',
    'the last state of a key goes once it is old',
    [
      changes('kafka_topic.state', topic({ config: { 'cleanup.policy': 'compact' } }), {
        config: { 'cleanup.policy': 'compact,delete' },
      }),
    ],
  ],
  [
    'lowers min.insync.replicas of a topic to 1',
    'danger',
    'an acknowledged record may be on one broker only',
    [changes('kafka_topic.orders', topic(), { config: { ...CONFIG, 'min.insync.replicas': '1' } })],
  ],
  [
    'lets a broker that lags become the leader of a topic',
    'danger',
    'acknowledged records may be lost when a leader fails',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'unclean.leader.election.enable': 'true' },
      }),
    ],
  ],
  [
    'keeps one replica of a topic in place of three',
    'danger',
    'the loss of one disk is then the loss of records',
    [changes('kafka_topic.orders', topic(), { replication_factor: 1 })],
  ],
  [
    'keeps the records of a topic longer',
    'safe',
    'more is kept than before',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'retention.ms': '1209600000' },
      }),
    ],
  ],
  [
    'forgets a topic',
    'danger',
    'it stays, but nothing here guards it any longer',
    [forgets('kafka_topic.orders', topic())],
  ],
  ['makes a new topic', 'safe', 'it stands alone', [makes('kafka_topic.invoices', topic())]],
  [
    'takes a topic out of the spec of its cluster',
    'care',
    'it stays as it is, and nobody looks after it any longer',
    [
      changes(
        OWN_TOPICS,
        ownTopics({ orders: OWN_TOPIC, other: OWN_TOPIC }),
        ownTopics({ other: OWN_TOPIC }),
      ),
    ],
  ],
  [
    'adds a topic to the spec of its cluster',
    'safe',
    'it stands alone',
    [
      changes(
        OWN_TOPICS,
        ownTopics({ orders: OWN_TOPIC }),
        ownTopics({ orders: OWN_TOPIC, other: OWN_TOPIC }),
      ),
    ],
  ],
  [
    'keeps the records of a topic of the spec for a day in place of three',
    'danger',
    'brokers delete what is older within minutes',
    [
      changes(
        OWN_TOPICS,
        ownTopics({ orders: OWN_TOPIC }),
        ownTopics({ orders: { ...OWN_TOPIC, 'retention.ms': '86400000' } }),
      ),
    ],
  ],
  [
    'takes a client’s right to read away',
    'care',
    'the client stops',
    [deletes('kafka_acl.billing', ACL)],
  ],
  [
    'lets everyone write everything',
    'danger',
    'every client can then change every topic',
    [
      makes('kafka_acl.all', {
        ...ACL,
        ...{ resource_name: '*', acl_principal: 'User:*', acl_operation: 'All' },
      }),
    ],
  ],
  [
    'slows a client down by its quota',
    'care',
    'it may no longer keep up',
    [
      changes('kafka_quota.billing', QUOTA, {
        config: { consumer_byte_rate: '1000', producer_byte_rate: '1000' },
      }),
    ],
  ],
  [
    'deletes a topic of Confluent',
    'lost',
    'its records go with it',
    [deletes('confluent_kafka_topic.orders', CONFLUENT_TOPIC)],
  ],
  [
    'keeps the records of a topic of Confluent for a day in place of a week',
    'danger',
    'what is older is deleted',
    [
      changes('confluent_kafka_topic.orders', CONFLUENT_TOPIC, {
        config: { 'cleanup.policy': 'delete', 'retention.ms': '86400000' },
      }),
    ],
  ],
  [
    'deletes a cluster of Confluent',
    'lost',
    'all of its topics go with it',
    [deletes('confluent_kafka_cluster.prod', CONFLUENT_CLUSTER)],
  ],
  [
    'replaces a cluster of Confluent for another region',
    'lost',
    'the new one is empty',
    [replaces('confluent_kafka_cluster.prod', CONFLUENT_CLUSTER, { region: 'eu-west-1' })],
  ],
  [
    'deletes an environment of Confluent',
    'danger',
    'with it go the clusters and schemas in it',
    [deletes('confluent_environment.prod', { id: 'env-1', display_name: 'prod' })],
  ],
  [
    'deletes a schema of Confluent',
    'danger',
    'records that were written with it can’t be read any more',
    [
      deletes('confluent_schema.orders', {
        ...{ id: 's', subject_name: 'orders-value', format: 'AVRO', hard_delete: true },
        ...{ schema_identifier: 100001, version: 3 },
      }),
    ],
  ],
  [
    'deletes a cluster of MSK',
    'lost',
    'its disks go with it',
    [deletes('aws_msk_cluster.prod', MSK)],
  ],
  [
    'replaces a cluster of MSK for other subnets',
    'lost',
    'the new one is empty',
    [
      replaces('aws_msk_cluster.prod', MSK, {
        broker_node_group_info: [{ ...MSK_NODES, client_subnets: ['subnet-4', 'subnet-5'] }],
      }),
    ],
  ],
  [
    'takes MSK to a newer Kafka',
    'care',
    'brokers restart one after another, and there is no way back',
    [changes('aws_msk_cluster.prod', MSK, { kafka_version: '3.7.x' })],
  ],
  [
    'opens MSK to the internet',
    'danger',
    'brokers get public addresses',
    [
      changes('aws_msk_cluster.prod', MSK, {
        broker_node_group_info: [
          {
            ...MSK_NODES,
            connectivity_info: [{ public_access: [{ type: 'SERVICE_PROVIDED_EIPS' }] }],
          },
        ],
      }),
    ],
  ],
  [
    'lets clients of MSK talk in clear',
    'danger',
    'records and passwords go over the network in clear',
    [
      changes('aws_msk_cluster.prod', MSK, {
        encryption_info: [
          { encryption_in_transit: [{ client_broker: 'TLS_PLAINTEXT', in_cluster: true }] },
        ],
      }),
    ],
  ],
  [
    'lets clients of MSK in unasked',
    'danger',
    'whoever reaches a port may read and write',
    [
      changes('aws_msk_cluster.prod', MSK, {
        client_authentication: [
          { sasl: [{ iam: true, scram: false }], unauthenticated: true, tls: [] },
        ],
      }),
    ],
  ],
  [
    'gives the brokers of MSK larger disks',
    'safe',
    'MSK grows them while they are in use',
    [
      changes('aws_msk_cluster.prod', MSK, {
        broker_node_group_info: [
          { ...MSK_NODES, storage_info: [{ ebs_storage_info: [{ volume_size: 2000 }] }] },
        ],
      }),
    ],
  ],
  [
    'takes brokers from a cluster of MSK',
    'danger',
    'replicas on them must be moved first',
    [changes('aws_msk_cluster.prod', MSK, { number_of_broker_nodes: 3 })],
  ],
  [
    'cuts the retention in a configuration of MSK',
    'danger',
    'brokers that get it delete what is older',
    [
      changes('aws_msk_configuration.prod', MSK_CONFIGURATION, {
        server_properties: MSK_CONFIGURATION.server_properties.replace('=168', '=1'),
      }),
    ],
  ],
  [
    'deletes a cluster of Aiven',
    'lost',
    'its topics go with it',
    [deletes('aiven_kafka.prod', { ...AIVEN, termination_protection: false })],
  ],
  [
    'takes the guard against termination from a cluster of Aiven',
    'care',
    'nothing goes now; nothing stops the next one any more',
    [changes('aiven_kafka.prod', AIVEN, { termination_protection: false })],
  ],
  [
    'moves a cluster of Aiven to a smaller plan',
    'care',
    'its hosts are made anew one after another, with less room',
    [changes('aiven_kafka.prod', AIVEN, { plan: 'startup-2' })],
  ],
  [
    'deletes a topic of Aiven',
    'lost',
    'its records go with it',
    [deletes('aiven_kafka_topic.orders', { ...AIVEN_TOPIC, termination_protection: false })],
  ],
  [
    'keeps the records of a topic of Aiven for a minute',
    'danger',
    'what is older is deleted',
    [
      changes('aiven_kafka_topic.orders', AIVEN_TOPIC, {
        config: [{ retention_ms: '60000', min_insync_replicas: '2', cleanup_policy: 'delete' }],
      }),
    ],
  ],
  [
    'deletes a topic of OVH',
    'lost',
    'its records go with it',
    [
      deletes('ovh_cloud_project_database_kafka_topic.orders', {
        ...{ id: 't', name: 'orders', partitions: 3, replication: 2, retention_hours: 168 },
        ...{ service_name: 'p', cluster_id: 'c' },
      }),
    ],
  ],
  [
    'deletes a topic of Redpanda',
    'lost',
    'its records go with it',
    [
      deletes('redpanda_topic.orders', {
        ...{ id: 'orders', name: 'orders', partition_count: 3, replication_factor: 3 },
        ...{ allow_deletion: true, cluster_api_url: 'https://x' },
      }),
    ],
  ],
  [
    'deletes a topic of DigitalOcean',
    'lost',
    'its records go with it',
    [
      deletes('digitalocean_database_kafka_topic.orders', {
        ...{ id: 't', name: 'orders', partition_count: 3, replication_factor: 2, cluster_id: 'c' },
        config: [{ retention_ms: '604800000' }],
      }),
    ],
  ],
  [
    'deletes a managed cluster of Yandex',
    'lost',
    'its disks go with it',
    [
      deletes('yandex_mdb_kafka_cluster.prod', {
        ...{ id: 'c', name: 'prod', environment: 'PRODUCTION', deletion_protection: false },
        config: [{ version: '3.6', brokers_count: 1, zones: ['ru-central1-a'] }],
      }),
    ],
  ],
  [
    'deletes an Event Hub of Azure, which clients use as a topic',
    'lost',
    'its records go with it',
    [
      deletes('azurerm_eventhub.orders', {
        ...{ id: 'e', name: 'orders', partition_count: 8, message_retention: 7 },
        ...{ namespace_name: 'acme', resource_group_name: 'k' },
      }),
    ],
  ],
  [
    'keeps the records of an Event Hub for one day in place of seven',
    'danger',
    'what is older is deleted',
    [
      changes(
        'azurerm_eventhub.orders',
        { id: 'e', name: 'orders', partition_count: 8, message_retention: 7 },
        { message_retention: 1 },
      ),
    ],
  ],
  [
    'deletes a connector',
    'care',
    'it stops to copy; its offsets stay',
    [
      deletes('aws_mskconnect_connector.s3_sink', {
        ...{ arn: arn('kafkaconnect', 'connector/s3-sink'), name: 's3-sink' },
        ...{ kafkaconnect_version: '2.7.1', capacity: [{ autoscaling: [] }] },
      }),
    ],
  ],
  [
    'lets the records of a tier go that a topic moved there',
    'danger',
    'what lies in the tier is no longer read',
    [
      changes('kafka_topic.orders', topic({ config: { 'remote.storage.enable': 'true' } }), {
        config: { 'remote.storage.enable': 'false' },
      }),
    ],
  ],
  [
    'makes the segments of a topic smaller',
    'safe',
    'no record goes by it',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'segment.bytes': '104857600' },
      }),
    ],
  ],
  [
    'makes a topic take smaller records only',
    'care',
    'producers of larger ones are refused',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'max.message.bytes': '1000' },
      }),
    ],
  ],
  [
    'stamps the records of a topic by the broker’s clock',
    'care',
    'what is old is then counted otherwise',
    [
      changes('kafka_topic.orders', topic(), {
        config: { ...CONFIG, 'message.timestamp.type': 'LogAppendTime' },
      }),
    ],
  ],
  [
    'takes the tiered storage from a cluster of MSK',
    'danger',
    'what has been moved there is no longer read',
    [
      changes(
        'aws_msk_cluster.prod',
        { ...MSK, storage_mode: 'TIERED' },
        { storage_mode: 'LOCAL' },
      ),
    ],
  ],
  [
    'takes MSK to an older Kafka',
    'danger',
    'an older broker may not read what a newer one wrote',
    [changes('aws_msk_cluster.prod', MSK, { kafka_version: '3.5.1' })],
  ],
  [
    'gives MSK another configuration',
    'care',
    'its brokers restart for it, one after another',
    [
      changes('aws_msk_cluster.prod', MSK, {
        configuration_info: [{ arn: arn('kafka', 'configuration/prod'), revision: 4 }],
      }),
    ],
  ],
  [
    'opens a cluster of Aiven to the internet',
    'danger',
    'whoever finds it can try to come in',
    [
      changes(
        'aiven_kafka.prod',
        { ...AIVEN, kafka_user_config: [{ ip_filter: ['10.0.0.0/8'] }] },
        { kafka_user_config: [{ ip_filter: ['0.0.0.0/0'] }] },
      ),
    ],
  ],
  [
    'cuts the retention of a cluster of Aiven',
    'danger',
    'brokers delete what is older within minutes',
    [
      changes(
        'aiven_kafka.prod',
        { ...AIVEN, kafka_user_config: [{ kafka: [{ log_retention_ms: 604800000 }] }] },
        { kafka_user_config: [{ kafka: [{ log_retention_ms: 60000 }] }] },
      ),
    ],
  ],
  [
    'takes a client’s secret from MSK',
    'care',
    'the client is refused',
    [
      changes(
        'aws_msk_scram_secret_association.prod',
        { id: 'prod', cluster_arn: MSK.arn, secret_arn_list: ['a', 'b'] },
        { secret_arn_list: ['a'] },
      ),
    ],
  ],
  [
    'changes the id of a broker in the environment of a container',
    'danger',
    'Kafka’s images read their settings there',
    [
      changes(
        'docker_container.kafka',
        { id: 'c', name: 'kafka', image: 'apache/kafka:3.9.0', env: ['KAFKA_NODE_ID=1'] },
        { env: ['KAFKA_NODE_ID=2'] },
      ),
    ],
  ],
  [
    'changes the parts that a node of KRaft plays',
    'danger',
    'the quorum loses a member',
    [
      changes(
        'local_file.node',
        {
          filename: 'controller.properties',
          content: 'process.roles=broker,controller\nnode.id=1\n',
        },
        { content: 'process.roles=broker\nnode.id=1\n' },
      ),
    ],
  ],
];
