import type { SettingValue } from '../setting-lines';
import type { BrokerHost, Topology } from '../../topology';

/** One broker setting that this package writes. */
export interface BrokerSetting {
  /** Kafka's own key. */
  readonly key: string;
  readonly value: (topology: Topology, host: BrokerHost) => SettingValue;
  /** The reason for the value; stands above it on the host where it departs from Kafka's default. */
  readonly why: string;
}

/** Settings that an operator looks for together. */
export interface BrokerSettingSection {
  readonly title: string;
  readonly settings: readonly BrokerSetting[];
}
