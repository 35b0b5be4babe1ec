import { brokerSettings } from '../settings/broker-settings';
import { inParagraphs } from '../settings/setting-lines';
import type { BrokerHost, Topology } from '../topology';
import { fileRow, type FileRow } from './host-file';
import { KAFKA_LOG_LIMITS, ROTATE_EVERY_MINUTES } from './log-limits';
import { KAFKA_LOGGERS } from './loggers';
import { kafkaProcess } from './processes';
import {
  jvmView,
  log4jView,
  logrotateServiceView,
  logrotateView,
  serviceView,
  type ProcessPlace,
} from './shared-views';

const ROOT_OWNED = { owner: 'root', group: 'root', mode: 0o644 } as const;

/** The files of a broker's host. */
export const KAFKA_FILES: readonly FileRow<BrokerHost>[] = [
  fileRow({
    template: 'server.properties',
    path: ({ paths }) => `${paths.kafkaConfig}/server.properties`,
    // Passwords of keys may stand in it.
    ...{ owner: 'root', group: 'kafka', mode: 0o640 },
    onChange: 'broker-settings',
    view: (topology, host) => ({
      about: `Settings of ${brokerName(topology, host)}.`,
      sections: brokerSettings(topology, host).map(inParagraphs),
    }),
  }),
  fileRow({
    template: 'kafka-jvm.args',
    path: ({ paths }) => `${paths.kafkaConfig}/jvm.args`,
    ...ROOT_OWNED,
    onChange: 'broker-restart',
    view: (topology, host) => ({
      about: `Arguments of java for ${brokerName(topology, host)}.`,
      ...jvmView(placeOf(host), host.paths, {
        heapMiB: host.broker.heapMiB,
        flags: topology.spec.jvm.brokerFlags,
      }),
      exporter: exporterAgent(topology, host),
    }),
  }),
  fileRow({
    template: 'kafka-log4j.properties',
    path: ({ paths }) => `${paths.kafkaConfig}/log4j.properties`,
    ...ROOT_OWNED,
    onChange: 'broker-restart',
    view: (topology, host) => ({
      about: `Log files of ${brokerName(topology, host)}.`,
      ...log4jView(placeOf(host), topology.spec.logLevels.broker),
    }),
  }),
  fileRow({
    template: 'jmx-exporter.yml',
    path: exporterConfig,
    ...ROOT_OWNED,
    // The exporter looks at the file's time before each scrape.
    onChange: 'nothing',
    view: (topology, host) => ({ about: `Metrics of ${brokerName(topology, host)}.` }),
  }),
  fileRow({
    template: 'logrotate.conf',
    path: ({ paths }) => `${paths.kafkaConfig}/logrotate.conf`,
    ...ROOT_OWNED,
    onChange: 'nothing',
    view: (topology, host) => ({
      about: `Where the closed log files of ${brokerName(topology, host)} go.`,
      ...logrotateView(placeOf(host)),
    }),
  }),
  fileRow({
    template: 'kafka.service',
    path: ({ paths }) => `${paths.systemd}/kafka.service`,
    ...ROOT_OWNED,
    onChange: 'broker-restart',
    view: (topology, host) => ({
      about: `Kafka ${brokerName(topology, host)}`,
      ...serviceView(host, placeOf(host), kafkaProcess(topology, host)),
      zookeeperIsHere: host.zookeeper !== undefined,
    }),
  }),
  fileRow({
    template: 'logrotate.service',
    path: ({ paths }) => `${paths.systemd}/kafka-logrotate.service`,
    ...ROOT_OWNED,
    onChange: 'reload-systemd',
    view: (topology, host) => ({
      about: `Archives the log files of ${brokerName(topology, host)}`,
      ...logrotateServiceView(placeOf(host)),
    }),
  }),
  fileRow({
    template: 'logrotate.timer',
    path: ({ paths }) => `${paths.systemd}/kafka-logrotate.timer`,
    ...ROOT_OWNED,
    onChange: 'restart-timer',
    view: (topology, host) => ({
      about: `When the log files of ${brokerName(topology, host)} are archived`,
      minutes: ROTATE_EVERY_MINUTES,
    }),
  }),
];

function brokerName({ spec }: Topology, { broker }: BrokerHost): string {
  return `broker ${broker.id} of ${spec.clusterName}`;
}

function placeOf({ paths }: BrokerHost): ProcessPlace {
  return {
    user: 'kafka',
    config: paths.kafkaConfig,
    logs: paths.kafkaLogs,
    temporary: paths.kafkaTemporary,
    limits: KAFKA_LOG_LIMITS,
    loggers: KAFKA_LOGGERS,
  };
}

function exporterConfig({ paths }: BrokerHost): string {
  return `${paths.kafkaConfig}/jmx-exporter.yml`;
}

function exporterAgent({ spec }: Topology, host: BrokerHost): string {
  const jar = `${host.paths.distribution}/libs/jmx_prometheus_javaagent-${spec.release.jmxExporter}.jar`;
  return `-javaagent:${jar}=${host.bindAddress}:${host.ports.metrics}:${exporterConfig(host)}`;
}
