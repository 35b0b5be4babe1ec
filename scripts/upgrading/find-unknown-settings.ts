import { ConfigResourceTypes, ConfigSources, describeConfigsV4 } from '@platformatic/kafka';
import type { Problem } from '../../cluster/errors';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { knownBrokerSetting } from '../../cluster/settings/known-broker-settings';
import { knownTopicSetting } from '../../cluster/settings/known-topic-settings';
import { brokerHosts } from '../../cluster/topology';
import { controllerOf, readMetadata } from '../cluster-access/ask-brokers';
import { withBrokers } from '../cluster-access/with-brokers';
import type { ReleaseWays } from './read-running-releases';

/** A value that stands in the cluster's metadata. */
interface KeptSetting {
  readonly ofTopic: boolean;
  /** A topic, or a broker's id; empty for all brokers. */
  readonly name: string;
  readonly key: string;
}

/** Settings in the cluster's metadata that the older release of the spec would not know. */
export async function findUnknownSettings(ways: ReleaseWays): Promise<readonly Problem[]> {
  return judgeKeptSettings(ways.topology.spec.kafkaVersion, await readKeptSettings(ways));
}

/** Whether a release knows what topics and brokers were set to while a newer one ran. */
export function judgeKeptSettings(
  version: KafkaVersion,
  kept: readonly KeptSetting[],
): readonly Problem[] {
  return kept
    .filter(({ ofTopic, key }) =>
      ofTopic
        ? knownTopicSetting(version, key) === undefined
        : knownBrokerSetting(version, key) === undefined,
    )
    .map(({ ofTopic, name, key }) => ({
      path: 'kafkaVersion',
      rule: `be a release that knows ${key}, which is set for ${ofTopic ? 'topic' : 'broker'} ${name}`,
      value: version,
      remedy: 'Take the setting back, or stay with the newer release',
    }));
}

async function readKeptSettings(ways: ReleaseWays): Promise<readonly KeptSetting[]> {
  return await withBrokers(ways, async (brokers) => {
    const controller = await controllerOf(brokers);
    const { topics } = await readMetadata(controller, 'all');
    const ofTopics = topics.map(({ name }) => ({
      resourceType: ConfigResourceTypes.TOPIC,
      resourceName: name ?? '',
    }));
    const ofBrokers = brokerHosts(ways.topology).map(async (host) => {
      const self = {
        resourceType: ConfigResourceTypes.BROKER,
        resourceName: String(host.broker.id),
      };
      return await brokers.kafka.broker(host).ask(describeConfigsV4.api, [self], false, false);
    });
    const asked = [
      ...(ofTopics.length > 0
        ? [controller.ask(describeConfigsV4.api, ofTopics, false, false)]
        : []),
      ...ofBrokers,
    ];
    return (await Promise.all(asked)).flatMap(({ results }) =>
      results.flatMap(({ resourceType, resourceName, configs }) =>
        configs
          .filter(({ configSource }) => KEPT.has(configSource))
          .map(({ name }) => ({
            ofTopic: resourceType === (ConfigResourceTypes.TOPIC as number),
            name: resourceName,
            key: name,
          })),
      ),
    );
  });
}

/** Of values that the cluster keeps, not a broker's file. */
const KEPT: ReadonlySet<number> = new Set([
  ConfigSources.TOPIC_CONFIG,
  ConfigSources.DYNAMIC_BROKER_CONFIG,
  ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG,
]);
