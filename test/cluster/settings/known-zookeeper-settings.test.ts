import {
  knownZookeeperSetting,
  nearZookeeperSetting,
} from '../../../cluster/settings/known-zookeeper-settings';
import { reservedZookeeperSetting } from '../../../cluster/settings/reserved-settings';
import { ZOOKEEPER_SETTINGS } from '../../../cluster/settings/zookeeper-settings';

it.each([
  ['tickTime', { type: 'int', validValues: { min: 1, max: 107_374_182 } }],
  ['autopurge.snapRetainCount', { type: 'int', validValues: { min: 3, max: 2_147_483_647 } }],
  ['leaderServes', { type: 'string', validValues: { oneOf: ['yes', 'no'] } }],
  ['digest.enabled', { type: 'boolean', validValues: null }],
])('%s is known with its bounds', (key, shape) => {
  expect(knownZookeeperSetting(key)).toMatchObject(shape);
});

it.each(['tickTim', 'dataDir', 'zookeeper.tickTime', 'constructor', ''])(
  '%j is not known',
  (key) => {
    expect(knownZookeeperSetting(key)).toBeUndefined();
  },
);

it('no known key is owned', () => {
  expect(Object.keys(ZOOKEEPER_SETTINGS).filter(reservedZookeeperSetting)).toEqual([]);
});

it.each([
  ['ticktime', 'tickTime'],
  ['zookeeper.snapCount', 'snapCount'],
  ['maxClientConnections', 'maxClientCnxns'],
  ['requestThrottleLimit', 'request_throttle_max_requests'],
  ['maxConcurrentSnapSyncs', 'leader.maxConcurrentSnapSyncs'],
])('%s leads to %s', (key, nearest) => {
  expect(nearZookeeperSetting(key)).toBe(nearest);
});
