import type { ChangeEffect } from '../../cluster/change-effect';

/** What a change needs, as a phrase; empty where it needs nothing. */
export function describeEffect(effect: ChangeEffect): string {
  switch (effect.kind) {
    case 'nothing':
      return '';
    case 'reload-sysctl':
      return 'sysctl reload';
    case 'reload-systemd':
      return 'systemd reload';
    case 'dynamic-update':
      return `dynamic update of ${effect.updates.map(({ key }) => key).join(', ')}`;
    case 'broker-restart':
      return effect.keys.length > 0
        ? `broker restart for ${effect.keys.join(', ')}`
        : 'broker restart';
    case 'zookeeper-restart':
      return 'ZooKeeper restart';
  }
}
