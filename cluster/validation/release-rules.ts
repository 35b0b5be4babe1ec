import type { Problem } from '../errors';
import {
  KAFKA_RELEASES,
  KAFKA_VERSIONS,
  kafkaVersionOf,
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
