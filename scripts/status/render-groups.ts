import type { GroupLag, SeenGroups } from '../health/groups/read-group-lag';
import { counted } from '../terminal/quantities';
import { labelled } from './labelled';

/** Of the others `--json` tells. */
const SHOWN = 5;

/** How far the groups of consumers are behind, the furthest first. */
export function renderGroups(seen: SeenGroups | undefined): readonly string[] {
  if (!seen) return [lag('not known: no broker says')];
  const { groups, silent } = seen;
  const more = groups.length - SHOWN;
  return [
    ...(groups.length === 0 && silent.length === 0 ? [lag('no group has committed offsets')] : []),
    ...groups.slice(0, SHOWN).map((group) => lag(renderGroup(group))),
    ...(more > 0 ? [lag(`${counted(more, 'more group')}, less behind: see --json`)] : []),
    ...(silent.length > 0
      ? [lag(`groups that ${silent.join(', ')} may look after are not known`)]
      : []),
  ];
}

const lag = (text: string) => labelled('Consumer lag', text);

function renderGroup(group: GroupLag): string {
  return `${group.group}${howItReads(group)}: ${describeLag(group)}`;
}

/** What a group is doing is only told where it does not just read. */
export function howItReads({ state }: GroupLag): string {
  return state === 'Stable' ? '' : ` (${state === 'Empty' ? 'nobody reads' : state})`;
}

/** How far it is behind, and where most. */
export function describeLag({ records, topics }: GroupLag): string {
  const [first] = topics;
  const others = topics.length > 1 ? ` and ${counted(topics.length - 1, 'more topic')}` : '';
  const unknown = topics.reduce((sum, topic) => sum + topic.unknown, 0);
  const without =
    unknown === 0 ? '' : `, without ${counted(unknown, 'partition')} that nobody tells of`;
  const behind = `${records.toLocaleString('en')} record${records === 1 ? '' : 's'} behind`;
  return `${behind} in ${first?.topic ?? ''}${others}${without}`;
}
