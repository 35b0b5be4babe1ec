import { changes, deletes, makes, type Attributes } from './changes';
import type { Promised, Promises } from './promise';
import { hostFile, serverProperties } from './standing';

type Settings = Readonly<Record<string, string | null>>;

const OBJECT = 'aws_s3_object.server_properties["kafka-1"]';

/** Changes lines of a broker's server.properties in the bucket from which it fetches it. */
function lines(from: Settings, to: Settings) {
  return [
    changes(OBJECT, hostFile('kafka-1/server.properties', serverProperties(from)), {
      content: serverProperties({ ...from, ...to }),
    }),
  ];
}

/** A row for one changed setting. */
function setting(does: string, verdict: Promised[1], why: string, to: Settings): Promised {
  return [does, verdict, why, lines({}, to)];
}

/** A row for another text in the same file, by another way to the hosts. */
function file(type: string, standing: (text: string) => Attributes, after: string) {
  return [changes(`${type}.broker`, standing(serverProperties()), standing(after))];
}

const OTHER_ID = serverProperties({ 'broker.id': '7' });

/** What brokers read, in whatever file, object or parameter it comes to them. */
export const settings: Promises = [
  setting(
    'gives a standing broker another id',
    'danger',
    'it refuses to start on its data, or is a broker without replicas',
    { 'broker.id': '7' },
  ),
  setting(
    'takes one of two data folders from a broker',
    'danger',
    'the replicas in it are gone from view',
    { 'log.dirs': '/var/lib/kafka/data-1' },
  ),
  setting('moves the data folders of a broker', 'danger', 'it starts with empty ones', {
    'log.dirs': '/srv/kafka/data-1,/srv/kafka/data-2',
  }),
  setting(
    'adds a data folder to a broker',
    'care',
    'it restarts, and new partitions go to the empty one first',
    { 'log.dirs': '/var/lib/kafka/data-1,/var/lib/kafka/data-2,/var/lib/kafka/data-3' },
  ),
  setting('leads a broker to another folder of ZooKeeper', 'danger', 'it joins an empty cluster', {
    'zookeeper.connect': 'zk-1:2181,zk-2:2181,zk-3:2181/kafka2',
  }),
  setting('leads a broker to another ZooKeeper', 'danger', 'it joins another cluster', {
    'zookeeper.connect': 'zk-7:2181,zk-8:2181,zk-9:2181/kafka',
  }),
  setting(
    'gives a broker another rack',
    'care',
    'replicas are then spread by a place that isn’t theirs',
    { 'broker.rack': 'eu-central-1b' },
  ),
  setting(
    'makes records be kept a day in place of a week',
    'danger',
    'brokers delete what is older within minutes',
    { 'log.retention.hours': '24' },
  ),
  setting(
    'makes records be kept for a minute by the finer key, which wins',
    'danger',
    'log.retention.ms wins over hours',
    { 'log.retention.ms': '60000' },
  ),
  setting(
    'bounds how much of each partition is kept',
    'danger',
    'brokers delete what is beyond it',
    { 'log.retention.bytes': '1073741824' },
  ),
  setting(
    'compacts all topics that don’t say otherwise',
    'danger',
    'all but the last record of each key are deleted',
    { 'log.cleanup.policy': 'compact' },
  ),
  setting(
    'keeps records longer',
    'care',
    'nothing is lost, but disks fill up, and the broker restarts',
    { 'log.retention.hours': '336' },
  ),
  setting(
    'lowers min.insync.replicas to 1',
    'danger',
    'an acknowledged record may be on one broker only',
    { 'min.insync.replicas': '1' },
  ),
  setting(
    'lets a broker that lags become a leader',
    'danger',
    'acknowledged records may be lost when a leader fails',
    { 'unclean.leader.election.enable': 'true' },
  ),
  setting(
    'keeps one replica of new topics',
    'danger',
    'the loss of one disk is then the loss of records',
    { 'default.replication.factor': '1' },
  ),
  setting('takes the authorizer out', 'danger', 'whoever is let in may do everything', {
    'authorizer.class.name': null,
  }),
  setting(
    'lets everyone do what no rule speaks of',
    'danger',
    'topics without rules are open to all',
    { 'allow.everyone.if.no.acl.found': 'true' },
  ),
  setting(
    'lets clients talk in clear',
    'danger',
    'records and passwords go over the network in clear',
    { 'listener.security.protocol.map': 'CLIENT:PLAINTEXT,REPLICATION:SSL' },
  ),
  setting(
    'asks clients for no certificate any more',
    'danger',
    'whoever reaches the port is let in',
    { 'ssl.client.auth': 'none' },
  ),
  setting('takes the listener of the clients away', 'care', 'clients are cut off', {
    listeners: 'REPLICATION://:9093',
    'advertised.listeners': 'REPLICATION://10.0.1.10:9093',
  }),
  setting(
    'tells clients another address of the broker',
    'care',
    'they go where nobody may listen',
    { 'advertised.listeners': 'CLIENT://kafka-9.acme.internal:9092,REPLICATION://10.0.1.10:9093' },
  ),
  setting(
    'takes the protocol between brokers back',
    'danger',
    'the brokers may not read what they wrote since',
    { 'inter.broker.protocol.version': '3.4' },
  ),
  [
    'takes the format of records back',
    'danger',
    'records are written in an older form than those that stand',
    lines({ 'log.message.format.version': '3.0' }, { 'log.message.format.version': '2.8' }),
  ],
  setting(
    'writes to disk after each record',
    'care',
    'nothing is lost, but it becomes slow, and the broker restarts',
    { 'log.flush.interval.messages': '1' },
  ),
  setting('gives a broker more threads', 'care', 'it restarts for that', {
    'num.io.threads': '16',
  }),
  setting('lets topics come into being by themselves', 'care', 'a mistyped name becomes a topic', {
    'auto.create.topics.enable': 'true',
  }),
  setting('sets a key that Kafka doesn’t know', 'care', 'it may be mistyped, or be for a plugin', {
    'log.retention.horus': '1',
  }),
  [
    'changes only a comment of server.properties',
    'safe',
    'Kafka skips it',
    [
      changes(OBJECT, hostFile('kafka-1/server.properties', serverProperties()), {
        content: `# by terraform\n${serverProperties()}`,
      }),
    ],
  ],
  [
    'writes the lines of server.properties in another order',
    'safe',
    'Kafka reads the same settings',
    [
      changes(OBJECT, hostFile('kafka-1/server.properties', serverProperties()), {
        content: `${serverProperties().trim().split('\n').reverse().join('\n')}\n`,
      }),
    ],
  ],
  [
    'changes the id of a broker in a file called broker.conf',
    'danger',
    'what a file is called says nothing of what it sets',
    [
      changes('aws_s3_object.conf', hostFile('config/kafka-1/broker.conf', serverProperties()), {
        content: OTHER_ID,
      }),
    ],
  ],
  [
    'changes the id of a broker in an object that is marked as a whole',
    'danger',
    'a mark makes nothing milder',
    [
      changes(
        OBJECT,
        hostFile('kafka-1/server.properties', serverProperties()),
        { content: OTHER_ID },
        { beforeSensitive: { content: true }, afterSensitive: { content: true } },
      ),
    ],
  ],
  [
    'changes the id of a broker in base64',
    'danger',
    'base64 hides nothing',
    [
      changes(
        OBJECT,
        {
          ...hostFile('kafka-1/server.properties', ''),
          ...{ content: null },
          content_base64: Buffer.from(serverProperties()).toString('base64'),
        },
        { content_base64: Buffer.from(OTHER_ID).toString('base64') },
      ),
    ],
  ],
  [
    'changes the id of a broker in a parameter of SSM',
    'danger',
    'it is the same file by another way',
    file(
      'aws_ssm_parameter',
      (value) => ({ id: '/kafka/1', name: '/kafka/1/server.properties', type: 'String', value }),
      OTHER_ID,
    ),
  ],
  [
    'changes the id of a broker in a local file that ansible takes',
    'danger',
    'it is the same file by another way',
    file(
      'local_file',
      (content) => ({
        ...{ id: '1', filename: 'ansible/files/kafka-1/server.properties', content },
        ...{ file_permission: '0644', directory_permission: '0755' },
      }),
      OTHER_ID,
    ),
  ],
  [
    'changes the id of a broker in an object of Google Cloud',
    'danger',
    'it is the same file by another way',
    file(
      'google_storage_bucket_object',
      (content) => ({ id: 'o', name: 'kafka-1/server.properties', bucket: 'acme', content }),
      OTHER_ID,
    ),
  ],
  [
    'changes the id of a broker in a blob of Azure',
    'danger',
    'it is the same file by another way',
    file(
      'azurerm_storage_blob',
      (source_content) => ({
        ...{ id: 'b', name: 'kafka-1/server.properties', type: 'Block', source_content },
        ...{ storage_account_name: 'acme', storage_container_name: 'kafka' },
      }),
      OTHER_ID,
    ),
  ],
  [
    'changes the id of a broker in Consul',
    'danger',
    'it is the same file by another way',
    [
      changes(
        'consul_keys.broker',
        {
          id: 'c',
          key: [{ path: 'kafka/1/server.properties', value: serverProperties(), flags: 0 }],
        },
        { key: [{ path: 'kafka/1/server.properties', value: OTHER_ID, flags: 0 }] },
      ),
    ],
  ],
  [
    'changes the password file of the brokers',
    'care',
    'a JAAS file says who may come in; brokers read it at their start',
    [
      changes(
        'aws_s3_object.jaas',
        hostFile(
          'kafka-1/kafka_server_jaas.conf',
          'KafkaServer {\n  org.apache.kafka.common.security.plain.PlainLoginModule required\n  user_admin="PSEUDOSECRETone";\n};\n',
        ),
        {
          content:
            'KafkaServer {\n  org.apache.kafka.common.security.plain.PlainLoginModule required\n  user_admin="PSEUDOSECRETtwo";\n};\n',
        },
      ),
    ],
  ],
  [
    'deletes the truststore of the brokers',
    'danger',
    'at the next start they trust nobody, or don’t start',
    [
      deletes('aws_s3_object.truststore', {
        ...hostFile('kafka-1/ssl/kafka.truststore.jks', ''),
        ...{ content: null, content_base64: null, source: 'ssl/kafka.truststore.jks' },
      }),
    ],
  ],
  [
    'gives the brokers another truststore',
    'care',
    'whom they trust from now on can’t be seen',
    [
      changes(
        'aws_s3_object.truststore',
        {
          ...hostFile('kafka-1/ssl/kafka.truststore.jks', ''),
          ...{ content: null, source: 'ssl/kafka.truststore.jks', source_hash: 'aa' },
        },
        { source_hash: 'bb', etag: 'cc' },
      ),
    ],
  ],
  [
    'gives the heap of a broker another size',
    'care',
    'it restarts for that',
    [
      changes('aws_s3_object.env', hostFile('kafka-1/kafka.env', 'KAFKA_HEAP_OPTS=-Xmx6g\n'), {
        content: 'KAFKA_HEAP_OPTS=-Xmx1g\n',
      }),
    ],
  ],
  [
    'gives a new host its first server.properties',
    'safe',
    'nothing stands that it could change',
    [
      makes(
        'aws_s3_object.server_properties["kafka-4"]',
        hostFile('kafka-4/server.properties', serverProperties({ 'broker.id': '4' })),
      ),
    ],
  ],
  [
    'changes a file of a web page in the same bucket',
    'safe',
    'no broker reads it',
    [
      changes('aws_s3_object.page', hostFile('www/index.html', '<h1>Kafka</h1>\n'), {
        content: '<h1>Kafka at ACME</h1>\n',
      }),
    ],
  ],
];
