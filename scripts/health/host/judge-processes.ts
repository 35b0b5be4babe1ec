import type { Problem } from '../../../cluster/errors';
import type { HostState } from './host-state';
import { MEND } from '../remedies';

/** Every process runs: one that is starting again and again does not. */
export function judgeProcesses(name: string, units: HostState['units']): readonly Problem[] {
  return [...units]
    .filter(([, { active }]) => active !== 'active')
    .map(([process, { active, sub, restarts }]) => ({
      path: `${process} of ${name}`,
      rule: 'be active',
      value: [
        sub === undefined || sub === active ? active : `${active} (${sub})`,
        ...(restarts > 0 ? [`started again ${restarts} times`] : []),
      ].join(', '),
      remedy: ['inactive', 'failed'].includes(active)
        ? `Start it with ${MEND.converge}; why it ended says \`journalctl -u ${process}\` there`
        : `Look at \`journalctl -u ${process}\` there; where it stays so, ${MEND.restart(name, process === 'zookeeper' ? process : undefined)}`,
    }));
}
