/** What one Kafka release brings along and expects. */
export interface KafkaRelease {
  /** ZooKeeper inside Kafka's distribution. */
  readonly zookeeper: string;
  /** `inter.broker.protocol.version` that all brokers of this release speak. */
  readonly interBrokerProtocol: string;
  /** Prometheus JMX exporter packed with it; kafka/pom.xml names the same. */
  readonly jmxExporter: string;
}

/** The Kafka releases that this package can run: kafka/pom.xml and cluster/data/ are of the same. */
export const KAFKA_RELEASES = {
  '3.9.2': { zookeeper: '3.8.6', interBrokerProtocol: '3.9', jmxExporter: '1.0.1' },
} as const satisfies Record<string, KafkaRelease>;

export type KafkaVersion = keyof typeof KAFKA_RELEASES;

export const KAFKA_VERSIONS = Object.keys(KAFKA_RELEASES) as readonly KafkaVersion[];

export const DEFAULT_KAFKA_VERSION: KafkaVersion = '3.9.2';
