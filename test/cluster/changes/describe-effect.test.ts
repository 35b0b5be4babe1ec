import type { ChangeEffect } from '../../../cluster/changes/change-effect';
import { describeEffect, needOf } from '../../../cluster/changes/describe-effect';

const restart = (
  ...settings: readonly (readonly [string, 'dynamic' | 'read-only'])[]
): ChangeEffect => ({
  ...{ kind: 'restart', role: 'broker' },
  settings: settings.map(([key, update]) => ({ key, update })),
});

it.each<[ChangeEffect, string]>([
  [{ kind: 'nothing' }, 'nothing'],
  [{ kind: 'reload', reload: 'sysctl' }, 'a reload of kernel settings'],
  [{ kind: 'reload', reload: 'systemd' }, 'a reload of systemd'],
  [{ kind: 'reload', reload: 'timer' }, 'a restart of its timer'],
  [{ kind: 'restart', role: 'zookeeper', settings: [] }, 'a restart of ZooKeeper'],
  [restart(), 'a restart of Kafka'],
  [restart(['a', 'dynamic'], ['b', 'dynamic']), 'a restart of Kafka for a, b'],
  [restart(['a', 'dynamic'], ['b', 'read-only']), 'a restart of Kafka for b'],
])('of %j, says that it needs %s', (effect, words) => {
  expect(describeEffect(effect)).toBe(words);
  expect(words).toMatch(new RegExp(`^${needOf(effect)}`));
});
