import { textNature } from '../../../../../scripts/plan-review/facts/texts/text-nature';

it.each([
  ['prod/broker.conf', 'broker.id=1\nlog.dirs=/data\n', 'broker-settings'],
  [
    'settings',
    'process.roles=controller\nnode.id=7\ncontroller.quorum.voters=7@c:9093\n',
    'broker-settings',
  ],
  ['kraft/meta.properties', 'version=1\ncluster.id=x\nnode.id=1\n', 'broker-settings'],
  ['kafka.env', 'KAFKA_BROKER_ID=1\nKAFKA_CFG_LOG_RETENTION_MS=1000\n', 'broker-settings'],
  ['any', 'tickTime=2000\ndataDir=/zk\nserver.1=a:2888:3888\n', 'zookeeper-settings'],
  ['any', 'KafkaServer {\n  org.apache…PlainLoginModule required\n  user_a="b";\n};', 'logins'],
  ['kafka/ca.pem', '-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----', 'stores'],
  ['any', 'log4j.rootLogger=INFO, stdout\n', 'logging'],
  ['kafka-heap', '-Xms1g\n-Xmx4g\n', 'jvm-options'],
  ['any', '[Unit]\n[Service]\nExecStart=/opt/kafka/bin/kafka-server-start.sh\n', 'unit'],
])('tells of %j what it is by what it says', (name, text, nature) => {
  expect(textNature(name, text)).toBe(nature);
});

it.each([
  ['/etc/kafka/server.properties', 'broker-settings'],
  ['conf/controller.properties', 'broker-settings'],
  ['conf/zoo.cfg', 'zookeeper-settings'],
  ['zookeeper.properties', 'zookeeper-settings'],
  ['var/lib/zookeeper/myid', 'zookeeper-id'],
  ['kafka_server_jaas.conf', 'logins'],
  ['kafka.server.truststore.jks', 'stores'],
  ['client.p12', 'stores'],
  ['log4j2.xml', 'logging'],
  ['kafka.service', 'unit'],
  ['kafka-jvm.args', 'jvm-options'],
])('tells of %s what it is by its name where its text isn’t there', (name, nature) => {
  expect(textNature(name, undefined)).toBe(nature);
});

it.each([
  ['producer.properties', 'bootstrap.servers=a:9092\nacks=all\ncompression.type=lz4\n'],
  ['client-ssl.properties', 'security.protocol=SSL\nssl.truststore.location=/a.jks\n'],
  ['README.md', 'Kafka: how we run it\n\nlisteners are the doors.\n'],
  ['app.env', 'DATABASE_URL=postgres://x\nPORT=80\n'],
  ['nginx.service', '[Service]\nExecStart=/usr/sbin/nginx\n'],
  ['site.pem', 'no certificate'],
])('takes %s for nothing of Kafka’s', (name, text) => {
  expect(textNature(name, text)).toBeUndefined();
});
