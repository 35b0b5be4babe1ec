import type { SettingValue } from './setting-lines';
import type { Topology, ZookeeperHost } from '../topology';

/** One line of zoo.cfg that this package writes. */
export interface ZookeeperSetting {
  readonly key: string;
  readonly value: (topology: Topology, host: ZookeeperHost) => SettingValue;
  /** The reason for the value; empty where it is ZooKeeper's own default or speaks for itself. */
  readonly why: string;
}
