import {
  knownZookeeperSetting,
  nearZookeeperSetting,
} from '../../settings/known-zookeeper-settings';
import { reservedZookeeperSetting } from '../../settings/reserved-settings';
import { reservedSettingProblem, type SettingProblem } from './setting-problem';
import { valueProblem } from './setting-value';

/** What is wrong with one of `zookeeperSettings` by itself; undefined where nothing is. */
export function zookeeperSettingProblem(key: string, value: unknown): SettingProblem | undefined {
  const reserved = reservedZookeeperSetting(key);
  if (reserved) return reservedSettingProblem(reserved);
  const known = knownZookeeperSetting(key);
  if (!known) {
    const meant = nearZookeeperSetting(key);
    return {
      rule: 'be a key of zoo.cfg that ZooKeeper reads; it passes over others without a word',
      remedy:
        meant === undefined
          ? 'Leave it out, or look for its name in https://zookeeper.apache.org/doc/r3.8.6/zookeeperAdmin.html#sc_configuration'
          : `Did you mean '${meant}'`,
    };
  }
  const wrong = valueProblem(value, known);
  return wrong && { ...wrong, value };
}
