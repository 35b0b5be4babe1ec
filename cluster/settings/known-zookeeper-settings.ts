import { nearWord } from '../checks/near-word';
import {
  ZOOKEEPER_SETTINGS,
  type KnownZookeeperSetting,
  type ZookeeperSettingValues,
} from './zookeeper-settings';

const byKey = new Map<string, KnownZookeeperSetting>(Object.entries(ZOOKEEPER_SETTINGS));

/** What ZooKeeper does with this key; undefined where it may not stand in a spec. */
export function knownZookeeperSetting(key: string): KnownZookeeperSetting | undefined {
  return byKey.get(key);
}

/**
 * ZooKeeper's documentation names these settings otherwise than zoo.cfg must: under the documented
 * name they become a system property that nobody reads.
 */
const MISLEADING_NAMES: Readonly<Record<string, keyof ZookeeperSettingValues>> = {
  connectionDecreaseRatio: 'connection_throttle_decrease_ratio',
  connectionDropDecrease: 'connection_throttle_drop_decrease',
  connectionDropIncrease: 'connection_throttle_drop_increase',
  connectionFreezeTime: 'connection_throttle_freeze_time',
  connectionMaxTokens: 'connection_throttle_tokens',
  connectionTokenFillCount: 'connection_throttle_fill_count',
  connectionTokenFillTime: 'connection_throttle_fill_time',
  maxClientConnections: 'maxClientCnxns',
  maxConcurrentDiffSyncs: 'leader.maxConcurrentDiffSyncs',
  maxConcurrentSnapSyncs: 'leader.maxConcurrentSnapSyncs',
  maxTimeToWaitForEpoch: 'leader.maxTimeToWaitForEpoch',
  requestStaleConnectionCheck: 'request_stale_connection_check',
  requestStaleLatencyCheck: 'request_stale_latency_check',
  requestThrottleDropStale: 'request_throttle_drop_stale',
  requestThrottleLimit: 'request_throttle_max_requests',
  requestThrottleStallTime: 'request_throttle_stall_time',
  throttledOpWaitTime: 'throttled_op_wait_time',
};

/** The known key that this one stands for or was meant to be; undefined where none is near. */
export function nearZookeeperSetting(key: string): string | undefined {
  const bare = key.replace(/^zookeeper\./, '');
  return Object.hasOwn(MISLEADING_NAMES, bare)
    ? MISLEADING_NAMES[bare]
    : nearWord(bare, [...byKey.keys()]);
}
