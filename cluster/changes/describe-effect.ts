import { decisive } from './changed-settings';
import type { ChangeEffect, Reload } from './change-effect';
import { processOfRole } from '../processes/processes';

/** What a change needs, in words that follow "needs": `a restart of Kafka`. */
export function needOf(effect: ChangeEffect): string {
  switch (effect.kind) {
    case 'nothing':
      return 'nothing';
    case 'reload':
      return RELOADS[effect.reload];
    case 'dynamic':
      return `a dynamic update of ${processOfRole(effect.role).title}`;
    case 'restart':
      return `a restart of ${processOfRole(effect.role).title}`;
  }
}

/** The same, with the settings that ask for it: `a restart of Kafka for broker.rack`. */
export function describeEffect(effect: ChangeEffect): string {
  const keys = 'settings' in effect ? decisive(effect.settings).map(({ key }) => key) : [];
  return keys.length > 0 ? `${needOf(effect)} for ${keys.join(', ')}` : needOf(effect);
}

const RELOADS: Readonly<Record<Reload, string>> = {
  sysctl: 'a reload of kernel settings',
  systemd: 'a reload of systemd',
  timer: 'a restart of its timer',
  socket: 'a restart of its socket',
  service: 'a restart of its service',
};
