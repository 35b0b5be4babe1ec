import type { ChangeHistory } from '../changing/change-history';
import type { ChangeRecord } from '../changing/change-record';
import { describeHolder } from '../changing/lock-holder';
import { summarizeRecord } from '../changing/render-history';
import { visibleLine } from '../../cluster/visible-text';

/** Who changes the cluster now, and what was done of late: a line each, with hosts and why. */
export function renderChanges(history: ChangeHistory): readonly string[] {
  const { holder, records } = history;
  const now = holder ? [`Changed right now: ${visibleLine(describeHolder(holder))}`] : [];
  return [...now, ...records.map((record) => renderChange(record, history))];
}

function renderChange(record: ChangeRecord, history: ChangeHistory): string {
  const hosts = [...new Set(record.steps.flatMap(({ host }) => host ?? []))];
  const at = hosts.length === 0 ? '' : ` (${visibleLine(hosts.join(', '))})`;
  const [why, ...others] = record.why;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `${summarizeRecord(record, history)}${at}${why === undefined ? '' : `; why: ${visibleLine(why)}${more}`}`;
}
