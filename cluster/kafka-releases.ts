import type { MetadataKind } from './metadata';

/** What one Kafka release brings along and expects. docs/kafka-release.md tells how to add one. */
export interface KafkaRelease {
  /** `inter.broker.protocol.version` that all brokers of this release speak. */
  readonly interBrokerProtocol: string;
  /**
   * The newest version of Fetch that its brokers answer, by which a running broker tells which protocol it
   * understands: followers fetch by it.
   */
  readonly fetchVersion: number;
  /** What can keep the metadata of its clusters, as this package runs them. */
  readonly metadata: readonly MetadataKind[];
  /** ZooKeeper inside its distribution: the quorum's, and the brokers' client. */
  readonly zookeeper: string;
  /** Prometheus JMX exporter packed with it. */
  readonly jmxExporter: string;
  /** Undefined where no release of its line is newer. */
  readonly superseded?: {
    /** Where an upgrade leads. */
    readonly by: string;
    /** The known flaws of Kafka's own jars, which no newer library mends. */
    readonly flaws: readonly string[];
  };
}

/** The releases that this package can run, the newest first. */
export const KAFKA_RELEASES = {
  '3.9.2': {
    interBrokerProtocol: '3.9',
    fetchVersion: 17,
    metadata: ['zookeeper'],
    zookeeper: '3.8.6',
    jmxExporter: '1.0.1',
  },
  '3.9.1': {
    interBrokerProtocol: '3.9',
    fetchVersion: 17,
    metadata: ['zookeeper'],
    zookeeper: '3.8.6',
    jmxExporter: '1.0.1',
    superseded: { by: '3.9.2', flaws: ['CVE-2026-35554'] },
  },
  '3.8.1': {
    interBrokerProtocol: '3.8',
    fetchVersion: 16,
    metadata: ['zookeeper'],
    zookeeper: '3.8.6',
    jmxExporter: '1.0.1',
    superseded: { by: '3.9.2', flaws: ['CVE-2025-27817', 'CVE-2025-27818', 'CVE-2026-35554'] },
  },
} as const satisfies Readonly<Record<string, KafkaRelease>>;

export type KafkaVersion = keyof typeof KAFKA_RELEASES;

/** By which a broker is told what to speak with the others. */
export const PROTOCOL_SETTING = 'inter.broker.protocol.version';

/** One that some release here speaks. */
export type InterBrokerProtocol = (typeof KAFKA_RELEASES)[KafkaVersion]['interBrokerProtocol'];

export const KAFKA_VERSIONS = Object.keys(KAFKA_RELEASES) as readonly KafkaVersion[];

/** The newest first. */
export const INTER_BROKER_PROTOCOLS: readonly InterBrokerProtocol[] = [
  ...new Set(KAFKA_VERSIONS.map((version) => KAFKA_RELEASES[version].interBrokerProtocol)),
];

export const DEFAULT_KAFKA_VERSION: KafkaVersion = '3.9.2';

/** The release of a spec; the default one where it names none, or one that is refused elsewhere. */
export function kafkaVersionOf(spec: { readonly kafkaVersion?: unknown }): KafkaVersion {
  return KAFKA_VERSIONS.find((version) => version === spec.kafkaVersion) ?? DEFAULT_KAFKA_VERSION;
}

/** The newest protocol, of the releases here, that a broker understands which answers Fetch up to a version. */
export function protocolOfFetch(fetchVersion: number): string | undefined {
  const releases = KAFKA_VERSIONS.map((version): KafkaRelease => KAFKA_RELEASES[version]);
  return releases.find((release) => release.fetchVersion <= fetchVersion)?.interBrokerProtocol;
}

/** Kafka keeps one page for each minor release, its dot left out: 3.9.2 is on /39/. */
export function documentationPage(version: string): string {
  const [major, minor] = version.split('.');
  return `https://kafka.apache.org/${major}${minor}/documentation.html`;
}

/** Less than 0 where the first release is the older one; by as many numbers as both have. */
export function compareReleases(one: string, other: string): number {
  const [first, second] = [one, other].map((text) =>
    text.split(/[.-]/).map((part) => parseInt(part, 10)),
  );
  for (let at = 0; at < Math.min(first!.length, second!.length); at += 1) {
    const difference = first![at]! - second![at]!;
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

/** `3.9` of `3.9.2` and of `3.9-IV0`. */
export function minorRelease(release: string): string {
  return release.split(/[.-]/).slice(0, 2).join('.');
}
