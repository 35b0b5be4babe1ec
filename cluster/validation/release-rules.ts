import type { Problem } from '../errors';
import {
  INTER_BROKER_PROTOCOLS,
  KAFKA_RELEASES,
  KAFKA_VERSIONS,
  kafkaVersionOf,
  type InterBrokerProtocol,
  type KafkaRelease,
} from '../kafka-releases';
import { Metadata } from '../metadata';
import type { KafkaClusterSpec } from '../spec';

type Releases = Readonly<Record<string, KafkaRelease>>;

/** A release runs with what the spec's metadata is kept in. */
export function releaseKeepsMetadata(
  { kafkaVersion, metadata = Metadata.zookeeper() }: KafkaClusterSpec,
  releases: Releases = KAFKA_RELEASES,
): readonly Problem[] {
  const version = kafkaVersionOf({ kafkaVersion });
  const fitting = KAFKA_VERSIONS.filter((each) => releases[each]?.metadata.includes(metadata.kind));
  if (fitting.includes(version)) return [];
  return [
    {
      path: 'kafkaVersion',
      rule: `be a release that keeps its metadata in '${metadata.kind}'`,
      value: version,
      remedy: `Take ${fitting.join(' or ')}, or another kind of metadata`,
    },
  ];
}

/** No broker speaks the protocol of a newer release. */
export function protocolIsSpoken({
  kafkaVersion,
  interBrokerProtocol,
}: KafkaClusterSpec): readonly Problem[] {
  const version = kafkaVersionOf({ kafkaVersion });
  const own = KAFKA_RELEASES[version].interBrokerProtocol;
  const age = (protocol: InterBrokerProtocol) => INTER_BROKER_PROTOCOLS.indexOf(protocol);
  if (interBrokerProtocol === undefined || age(interBrokerProtocol) >= age(own)) return [];
  return [
    {
      path: 'interBrokerProtocol',
      rule: `be at most ${own}, which is what Kafka ${version} speaks`,
      value: interBrokerProtocol,
      remedy: 'Leave it out, or take a newer kafkaVersion',
    },
  ];
}

/** A release that Kafka mends no longer works, and deserves a date for its upgrade. */
export function releaseSuperseded(spec: KafkaClusterSpec): readonly Problem[] {
  const version = kafkaVersionOf(spec);
  const { superseded }: KafkaRelease = KAFKA_RELEASES[version];
  if (!superseded) return [];
  const { by, flaws } = superseded;
  return [
    {
      path: 'kafkaVersion',
      rule: `be ${by}, as Kafka mends ${version} no longer`,
      value: version,
      remedy: `Upgrade, or accept the flaws that ${by} mends: ${flaws.join(', ')}`,
    },
  ];
}
