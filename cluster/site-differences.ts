import type { FreeBrokerSettingValues } from './settings/reserved-broker-settings';

/** What a site does otherwise than production hosts, each with its reason. The spec wins over it. */
export interface SiteDifferences {
  /** Broker settings. */
  readonly brokerSettings: readonly SiteSetting[];
  /** Arguments of java, for every process. */
  readonly jvmFlags: readonly SiteFlag[];
}

export interface SiteSetting {
  readonly key: keyof FreeBrokerSettingValues;
  readonly value: number;
  /** Stands above it in the rendered file. */
  readonly why: string;
}

export interface SiteFlag {
  readonly flag: string;
  /** Stands above it in the rendered file. */
  readonly why: string;
}
