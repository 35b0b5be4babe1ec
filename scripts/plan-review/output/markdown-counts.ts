import type { ChangeCount } from '../review';
import { countLines } from './describe-change';
import { codeHtml } from './markdown-text';
import { RANKS } from './markdown-ranks';
import { NOTHING_LEFT_OUT, type Part } from './shorten';
import { cutText } from '../../../cluster/visible-text';

/** Types that are named for each kind of change; the rest is counted. */
const TYPES_SHOWN = 40;

/** How many resources of each type are changed and how; nothing where there are none. */
export function countsPart(counts: readonly ChangeCount[]): readonly Part[] {
  const lines = countLines(counts);
  if (lines.length === 0) return [];
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const rows = lines.map(({ change, total, types }) => {
    const shown = types.slice(0, TYPES_SHOWN);
    const named = shown.map(({ type, count }) => `${count} ${codeHtml(cutText(type, 100))}`);
    const rest = types.length - shown.length;
    const all = rest > 0 ? [...named, `${rest} more types`] : named;
    return `<tr><td>${total} ${change}</td><td>${all.join(', ')}</td></tr>`;
  });
  const text = [
    `<details><summary>All ${total} changes</summary>`,
    ['<table>', ...rows, '</table>'].join('\n'),
    '</details>',
  ].join('\n\n');
  const part: Part = {
    forms: [{ rank: RANKS.counts, write: () => text, leavesOut: NOTHING_LEFT_OUT }],
    leavesOut: { ...NOTHING_LEFT_OUT, counts: 1 },
  };
  return [part];
}
