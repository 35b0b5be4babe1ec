import type { Problem } from '../../cluster/errors';
import { visibleLine } from '../../cluster/visible-text';
import { table } from '../terminal/table';
import { tellProblem } from '../terminal/tell-problem';
import type { Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import { isWell, type HostStatus, type ShownStatus } from './cluster-status';
import { headFacts, verdictOf } from './head-facts';
import { fillingDisks, placeTable, workTable, type HostTable } from './host-tables';
import { renderChanges } from './render-changes';
import { labelled } from './labelled';
import { renderGroups } from './render-groups';
import { behindOf, HOW_TO_RENEW, problemsOf, renewalOf } from './told-findings';

/**
 * The status for a person: how the cluster is, all that is not as it should be, each with what mends it, and
 * then what each host does. It is read from above, by somebody who was woken up.
 */
export function renderStatus(status: ShownStatus, { glyphs, width }: Terminal): string {
  const { hosts } = status;
  const verdict = `${isWell(status) ? glyphs.good : glyphs.bad} ${verdictOf(status)}`;
  const tell = (glyph: string) => (problem: Problem) => tellProblem(problem, { glyph, width });
  const warn = (text: string) => `${glyphs.warning} ${text}`;
  const paragraphs = [
    [verdict, ...headFacts(status).map(([label, text]) => labelled(label, text))],
    problemsOf(status).flatMap(tell(glyphs.bad)),
    status.notes.flatMap(tell(glyphs.warning)),
    // Much of it is what hosts and brokers say of themselves.
    fillingDisks(hosts).map((text) => warn(visibleLine(text))),
    behindOf(hosts).map(warn),
    renewalLines(hosts, warn),
    ...[workTable(hosts, glyphs), placeTable(hosts)].map((drawn) => ({ drawn })),
    renderGroups(status.groups),
    changesOf(status),
  ];
  return paragraphs
    .flatMap((part) => {
      if ('drawn' in part) return [drawTable(part.drawn, width)];
      return part.length === 0 ? [] : [wrapLines(part.join('\n'), width)];
    })
    .join('\n\n');
}

function drawTable({ header, rows }: HostTable, width: number): string {
  return table(
    header,
    rows.map((row) => row.map(visibleLine)),
    { width },
  );
}

/** The last line says what renews them. */
function renewalLines(
  hosts: readonly HostStatus[],
  warn: (text: string) => string,
): readonly string[] {
  const renewal = renewalOf(hosts);
  return renewal.length === 0 ? [] : [...renewal.map(warn), HOW_TO_RENEW];
}

function changesOf({ history }: ShownStatus): readonly string[] {
  return history
    ? renderChanges(history)
    : [labelled('Changes', 'not known: ZooKeeper does not say')];
}
