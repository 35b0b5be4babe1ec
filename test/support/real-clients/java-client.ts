import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPropertyValue } from '../../../cluster/settings/java-properties';
import type { HostPaths } from '../../../cluster/topology';
import type { ClientSetup, ClientWork, RealClient } from './real-client';
import { runProgram } from './run-program';

/** Errors of clients are told in their log alone. */
const LOG4J = `log4j.rootLogger=WARN, stderr
log4j.appender.stderr=org.apache.log4j.ConsoleAppender
log4j.appender.stderr.Target=System.err
log4j.appender.stderr.layout=org.apache.log4j.PatternLayout
log4j.appender.stderr.layout.ConversionPattern=%p %m%n
`;

let count = 0;

/** Kafka's own tools, which are made of Java's clients. */
export function javaClient(
  { java, distribution }: Pick<HostPaths, 'java' | 'distribution'>,
  folder: string,
): RealClient {
  const log4j = join(folder, 'real-clients-log4j.properties');
  writeFileSync(log4j, LOG4J);
  return async (setup, work) => {
    const file = join(folder, `java-${(count += 1)}.properties`);
    writeFileSync(file, propertiesOf(setup), { mode: 0o600 });
    const { code, words } = await runProgram(java, {
      args: [
        ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', `-Dlog4j.configuration=file:${log4j}`],
        ...['-cp', `${distribution}/libs/*`, ...commandOf(setup, work, file)],
      ],
      input: 'a line of Java\n',
    });
    return { worked: code === 0 && !/ERROR|Exception/.test(words), words };
  };
}

/** Its file of settings. */
export function propertiesOf({ tls, login }: ClientSetup): string {
  const settings = {
    'security.protocol': `${login ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`,
    ...(login && {
      'sasl.mechanism': 'SCRAM-SHA-512',
      'sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required ' +
        `username="${login.user}" password="${login.password}";`,
    }),
    ...(tls && {
      'ssl.truststore.type': 'PEM',
      'ssl.truststore.location': tls.trusted,
      ...(tls.identity && {
        'ssl.keystore.type': 'PEM',
        'ssl.keystore.location': tls.identity,
      }),
      ...(tls.version && { 'ssl.enabled.protocols': tls.version, 'ssl.protocol': tls.version }),
    }),
    // A tool that gives up by itself says why.
    'default.api.timeout.ms': '60000',
    'request.timeout.ms': '20000',
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${formatPropertyValue(value)}\n`)
    .join('');
}

function commandOf({ servers }: ClientSetup, work: ClientWork, file: string): readonly string[] {
  const at = ['--bootstrap-server', servers];
  const admin = [...at, '--command-config', file];
  const consume = (...args: readonly string[]) => [
    ...['org.apache.kafka.tools.consumer.ConsoleConsumer', ...at, '--consumer.config', file],
    ...['--max-messages', '1', '--timeout-ms', '60000', ...args],
  ];
  switch (work.kind) {
    case 'write':
      return [
        ...['kafka.tools.ConsoleProducer', ...at, '--producer.config', file],
        ...['--producer-property', 'max.block.ms=60000', '--topic', work.topic],
      ];
    case 'read':
      return consume('--topic', work.topic, '--partition', '0', '--offset', 'earliest');
    case 'join':
      return consume('--topic', work.topic, '--group', work.group, '--from-beginning');
    case 'list':
      return ['org.apache.kafka.tools.TopicCommand', ...admin, '--list'];
    case 'describe':
      return ['org.apache.kafka.tools.TopicCommand', ...admin, '--describe', '--topic', work.topic];
    case 'alter':
      return [
        ...['kafka.admin.ConfigCommand', ...admin, '--alter', '--add-config', 'retention.ms=1000'],
        ...['--entity-type', 'topics', '--entity-name', work.topic],
      ];
    case 'look-at-group':
      return [
        ...['org.apache.kafka.tools.consumer.group.ConsumerGroupCommand', ...admin],
        ...['--describe', '--group', work.group, '--timeout', '60000'],
      ];
  }
}
