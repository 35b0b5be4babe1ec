import { ConfigResourceTypes, ConfigSources, describeConfigsV4 } from '@platformatic/kafka';
import { despiteErrors } from '../../cluster-access/ask-brokers';
import type { BrokerAccess } from '../../cluster-access/kafka-access';
import type { EffectiveSetting } from '../settings/effective-setting';
import type { FoundSetting, FoundSettings } from './found-topics';

/** A topic, and which of its settings are asked for. */
export interface AskedTopic {
  readonly name: string;
  /** @default - all of them */
  readonly keys?: readonly string[] | undefined;
}

/** Asks for settings of topics; each comes with what would be in effect if the topic did not set it. */
export async function readTopicSettings(
  broker: BrokerAccess,
  topics: readonly AskedTopic[],
): Promise<ReadonlyMap<string, FoundSettings>> {
  if (topics.length === 0) return new Map();
  const asked = topics.map(({ name, keys }) => ({
    ...{ resourceType: ConfigResourceTypes.TOPIC, resourceName: name },
    configurationKeys: keys ? [...keys] : null,
  }));
  // One may have been deleted meanwhile.
  const { results } = await despiteErrors(broker.ask(describeConfigsV4.api, asked, true, false));
  return new Map(
    results.map(({ resourceName, configs }) => [
      resourceName,
      new Map(configs.map((setting) => [setting.name, foundSetting(setting)])),
    ]),
  );
}

function foundSetting({ value, configSource, synonyms }: EffectiveSetting): FoundSetting {
  const isOwn = configSource === ConfigSources.DYNAMIC_TOPIC_CONFIG;
  const next = synonyms.find(({ source }) => source !== ConfigSources.DYNAMIC_TOPIC_CONFIG);
  return { value: value ?? '', isOwn, otherwise: (isOwn ? next?.value : value) ?? '' };
}
