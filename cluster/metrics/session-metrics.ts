import type { Metric } from './metric';

/** Of a broker itself, and of its session in ZooKeeper. */
export const SESSION_METRICS = [
  {
    name: 'kafka_server_kafkaserver_brokerstate',
    type: 'gauge',
    meaning:
      'What the broker does: 1 starting, 2 recovering its logs, 3 running, 6 handing over before it stops, 7 stopping',
    bean: 'kafka.server:type=KafkaServer,name=BrokerState',
    attribute: 'Value',
  },
  {
    name: 'kafka_server_appinfo_version',
    type: 'gauge',
    meaning: 'The release of Kafka that runs, as a label; always 1',
    bean: 'kafka.server:type=app-info,id={id}',
    attribute: 'Version',
    textLabel: 'version',
  },
  {
    name: 'kafka_server_sessionexpirelistener_sessionstate',
    type: 'gauge',
    meaning: "The state of the broker's session in ZooKeeper, as a label; always 1",
    bean: 'kafka.server:type=SessionExpireListener,name=SessionState',
    attribute: 'Value',
    textLabel: 'state',
  },
  {
    name: 'kafka_server_sessionexpirelistener_zookeeperexpires_total',
    type: 'counter',
    meaning: 'Sessions that ZooKeeper ended because the broker was silent for too long',
    bean: 'kafka.server:type=SessionExpireListener,name=ZooKeeperExpiresPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_server_sessionexpirelistener_zookeeperdisconnects_total',
    type: 'counter',
    meaning: 'Connections to a ZooKeeper member that broke',
    bean: 'kafka.server:type=SessionExpireListener,name=ZooKeeperDisconnectsPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_server_sessionexpirelistener_zookeepersyncconnects_total',
    type: 'counter',
    meaning: 'Connections to a ZooKeeper member that came to be',
    bean: 'kafka.server:type=SessionExpireListener,name=ZooKeeperSyncConnectsPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_server_sessionexpirelistener_zookeeperauthfailures_total',
    type: 'counter',
    meaning: 'Times that ZooKeeper refused who the broker is',
    bean: 'kafka.server:type=SessionExpireListener,name=ZooKeeperAuthFailuresPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_server_zookeeperclientmetrics_zookeeperrequestlatency_seconds',
    type: 'gauge',
    meaning: "How long the broker's requests to ZooKeeper took",
    unit: 'seconds',
    bean: 'kafka.server:type=ZooKeeperClientMetrics,name=ZooKeeperRequestLatencyMs',
    attribute: '{quantile:50|99|999}thPercentile',
    factor: 0.001,
  },
] as const satisfies readonly Metric[];
