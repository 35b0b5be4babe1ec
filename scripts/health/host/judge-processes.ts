import type { Problem } from '../../../cluster/errors';
import { RUN_PROGRAM } from '../../../cluster/program';
import type { HostState } from './host-state';

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
        ? `Start it with \`${RUN_PROGRAM} converge --inventory FILE\`; why it ended says \`journalctl -u ${process}\` there`
        : `Look at \`journalctl -u ${process}\` there; where it stays so, \`${RUN_PROGRAM} restart ${name} --inventory FILE\``,
    }));
}
