import type { SeenGroups } from '../../health/groups/read-group-lag';
import { counted } from '../../terminal/quantities';
import { describeLag, howItReads } from '../render-groups';
import { html, type Html } from './html';
import { drawPicture } from './picture';

/** Of the others `--json` tells. */
const SHOWN = 15;

/** How far groups of consumers are behind, the furthest first. */
export function groupsSection(seen: SeenGroups | undefined): Html {
  const title = 'Consumer lag';
  const header = ['Group', 'Records behind'];
  if (!seen)
    return drawPicture({ title, header, rows: [], note: html`Not known: no broker says.` });
  const most = Math.max(1, ...seen.groups.map(({ records }) => records));
  return drawPicture({
    ...{ title, header },
    rows: seen.groups.slice(0, SHOWN).map((group) => ({
      name: group.group,
      more: howItReads(group).trim(),
      figures: [
        {
          text: describeLag(group),
          bar: { parts: [{ share: group.records / most, tone: 'main' as const }] },
        },
      ],
    })),
    note: html`${noteOn(seen)}`,
  });
}

function noteOn({ groups, silent }: SeenGroups): string {
  const more = groups.length - SHOWN;
  return [
    ...(groups.length === 0 && silent.length === 0 ? ['No group has committed offsets.'] : []),
    ...(more > 0 ? [`${counted(more, 'more group')}, less behind.`] : []),
    ...(silent.length > 0
      ? [`Groups that ${silent.join(', ')} may look after are not known.`]
      : []),
  ].join(' ');
}
