import { renderHost } from '../../../cluster/host-files';
import { processesOf } from '../../../cluster/processes/host-process';
import { judgeUnit, renderedLimits, UNIT_PROPERTIES } from '../../health/host/judge-unit';
import { readUnitProperties } from '../../health/host/units';
import { hostCheck } from '../host-check';

/** Asks systemd what it runs the processes with, which a drop-in may have changed. */
export const unitLimits = hostCheck({
  id: 'unit-limits',
  title: 'systemd runs every process, with the limits of its rendered unit',
  look: async (shell, host, { topology }) => {
    const files = renderHost(topology, host);
    const units = await Promise.all(
      processesOf(topology, host).map(async ({ unit }) => {
        const rendered = files.find(({ path }) => path.endsWith(`/${unit}`))?.content ?? '';
        const found = await readUnitProperties(shell, unit, UNIT_PROPERTIES);
        const seen = `${unit} runs, LimitNOFILE=${found.get('LimitNOFILE')}`;
        const problems = judgeUnit(`${host.name}, ${unit}`, renderedLimits(rendered), found);
        return { problems, seen };
      }),
    );
    return {
      problems: units.flatMap(({ problems }) => problems),
      seen: units.map(({ seen }) => seen).join(', '),
    };
  },
});
