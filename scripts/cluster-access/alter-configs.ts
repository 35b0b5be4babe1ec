import {
  IncrementalAlterConfigOperationTypes as Operation,
  incrementalAlterConfigsV1,
  type ConfigResourceTypeValue,
} from '@platformatic/kafka';
import type { BrokerAccess } from './kafka-access';

/** One key; without a value, what was set is taken back. */
export interface ConfigChange {
  readonly key: string;
  readonly value?: string | undefined;
}

/** What changes for a topic, a broker or, with an empty name, all brokers. */
export interface ConfigChanges {
  readonly type: ConfigResourceTypeValue;
  /** Kafka's name of it. */
  readonly name: string;
  readonly changes: readonly ConfigChange[];
}

/**
 * Sets these keys and takes others back; all else stays. A broker takes what is meant for itself alone,
 * and any of them what is for all brokers or a topic.
 *
 * @param options.validateOnly whether Kafka is only to say whether it would take them
 * @throws AccessError with Kafka's word, where it refuses one
 */
export async function alterConfigs(
  broker: BrokerAccess,
  resources: readonly ConfigChanges[],
  { validateOnly = false } = {},
): Promise<void> {
  const changed = resources.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return;
  const request = changed.map(({ type, name, changes }) => ({
    ...{ resourceType: type, resourceName: name },
    configs: changes.map(({ key, value }) =>
      value === undefined
        ? { name: key, configOperation: Operation.DELETE }
        : { name: key, configOperation: Operation.SET, value },
    ),
  }));
  await broker.ask(incrementalAlterConfigsV1.api, request, validateOnly);
}
