import {
  knownZookeeperSetting,
  nearZookeeperSetting,
} from '../../cluster/known-zookeeper-settings';
import { ownedZookeeperSetting } from '../../cluster/owned-settings';
import { ZOOKEEPER_SETTINGS } from '../../cluster/zookeeper-settings';

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
  expect(Object.keys(ZOOKEEPER_SETTINGS).filter(ownedZookeeperSetting)).toEqual([]);
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
