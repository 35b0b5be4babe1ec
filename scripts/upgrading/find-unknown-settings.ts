import { ConfigResourceTypes, ConfigSources, describeConfigsV4 } from '@platformatic/kafka';
import type { Problem } from '../../cluster/errors';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { parsePrefixedKey } from '../../cluster/listeners/listener-settings';
import { knownBrokerSetting, releasesThatKnow } from '../../cluster/settings/known-broker-settings';
import { knownTopicSetting } from '../../cluster/settings/known-topic-settings';
import { brokerHosts } from '../../cluster/topology';
import { controllerOf, readMetadata } from '../cluster-access/ask-brokers';
import { withBrokers } from '../cluster-access/with-brokers';
import type { ReleaseWays } from './read-running-releases';

/** A value that stands in the cluster's metadata. */
export interface KeptSetting {
  readonly ofTopic: boolean;
  /** `topic app-logs`, `broker 1` or `all brokers`. */
  readonly whose: string;
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
      ofTopic ? knownTopicSetting(version, key) === undefined : isLost(version, key),
    )
    .map(({ whose, key }) => ({
      path: 'kafkaVersion',
      rule: `be a release that knows ${key}, which is set for ${whose}`,
      value: version,
      remedy: 'Take the setting back, or stay with the newer release',
    }));
}

/** Brokers start with keys that none of them knows, such as a plugin's: those are nobody's loss. */
function isLost(version: KafkaVersion, key: string): boolean {
  const own = parsePrefixedKey(key)?.key ?? key;
  return knownBrokerSetting(version, own) === undefined && releasesThatKnow(own).length > 0;
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
    const kept = (await Promise.all(asked)).flatMap(({ results }) => results.flatMap(keptBy));
    // Each broker tells what is set for all of them.
    return [...new Map(kept.map((each) => [`${each.whose} ${each.key}`, each])).values()];
  });
}

type Described = ReturnType<typeof describeConfigsV4.parseResponse>['results'][number];

/** Values that the cluster keeps, not a broker's file. */
function keptBy({ resourceName, configs }: Described): readonly KeptSetting[] {
  return configs.flatMap(({ name: key, configSource }): KeptSetting[] => {
    switch (configSource as number) {
      case ConfigSources.TOPIC_CONFIG:
        return [{ ofTopic: true, whose: `topic ${resourceName}`, key }];
      case ConfigSources.DYNAMIC_BROKER_CONFIG:
        return [{ ofTopic: false, whose: `broker ${resourceName}`, key }];
      case ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG:
        return [{ ofTopic: false, whose: 'all brokers', key }];
      default:
        return [];
    }
  });
}
