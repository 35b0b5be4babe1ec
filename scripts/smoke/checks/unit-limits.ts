import { renderHost } from '../../../cluster/host-files';
import { processesOf } from '../../../cluster/processes/host-process';
import { runWell } from '../../hosts/run-well';
import { hostCheck } from '../host-check';
import {
  judgeUnit,
  parseUnitProperties,
  renderedLimits,
  UNIT_PROPERTIES,
} from '../../health/host/judge-unit';

/** Asks systemd what it runs the processes with, which a drop-in may have changed. */
export const unitLimits = hostCheck({
  id: 'unit-limits',
  title: 'systemd runs every process, with the limits of its rendered unit',
  look: async (shell, host, { topology }) => {
    const files = renderHost(topology, host);
    const units = await Promise.all(
      processesOf(topology, host).map(async ({ unit }) => {
        const rendered = files.find(({ path }) => path.endsWith(`/${unit}`))?.content ?? '';
        const limits = renderedLimits(rendered);
        const properties = `--property=${UNIT_PROPERTIES.join(',')}`;
        const found = parseUnitProperties(
          await runWell(shell, ['systemctl', 'show', unit, properties]),
        );
        const seen = `${unit} runs, LimitNOFILE=${found.get('LimitNOFILE')}`;
        return { problems: judgeUnit(`${host.name}, ${unit}`, limits, found), seen };
      }),
    );
    return {
      problems: units.flatMap(({ problems }) => problems),
      seen: units.map(({ seen }) => seen).join(', '),
    };
  },
});
