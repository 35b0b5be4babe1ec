import type { ChangeEffect } from '../../../cluster/change-effect';
import { describeEffect } from '../../../scripts/render/describe-effect';

const update = (key: string) => ({ key, value: '1', scope: 'cluster-wide' as const });

it.each<[ChangeEffect, string]>([
  [{ kind: 'nothing' }, ''],
  [{ kind: 'reload-sysctl' }, 'sysctl reload'],
  [{ kind: 'reload-systemd' }, 'systemd reload'],
  [{ kind: 'dynamic-update', updates: [update('a'), update('b')] }, 'dynamic update of a, b'],
  [{ kind: 'broker-restart', keys: [] }, 'broker restart'],
  [{ kind: 'broker-restart', keys: ['a', 'b'] }, 'broker restart for a, b'],
  [{ kind: 'zookeeper-restart' }, 'ZooKeeper restart'],
])('%j is told as "%s"', (effect, phrase) => {
  expect(describeEffect(effect)).toBe(phrase);
});
