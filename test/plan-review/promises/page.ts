import { PROMISES } from './index';
import type { Verdict } from '../../../scripts/plan-review/review';
import type { Promised, Promises } from './promise';
import { VERDICTS } from './review';

const ALL = Object.values(PROMISES).flat();

const VERDICT_WORDS: Readonly<Record<Promised[1], string>> = {
  safe: 'safe',
  care: 'needs care',
  danger: 'danger',
  lost: 'danger, for good',
};

/** docs/plan-review-promises.md: all promises, as the tests hold them. */
export function promisesPage(): string {
  return `# What the plan review promises

${ALL.length} plans, what an experienced engineer would say of each, and why. The tests put each of them through the
reader and the rules, and hold the review to the verdict. They hold as well that

- no danger has a headline that sounds as if nothing happened
- \`danger, for good\` says that it can't be undone
- no verdict becomes milder when values of the plan are marked as sensitive, be it all of them, those
  before, those after, each attribute or each value inside
- no password of these plans is in any output

This page is made from \`test/plan-review/promises/\`: \`UPDATE_GOLDEN=1 npm test -- test/plan-review\`.

${Object.entries(PROMISES).map(section).join('\n\n')}
`;
}

/** How many plans of each verdict the review calls what, as docs/plan-review.md shows it. */
export function ratesTable(
  judged: readonly { readonly expected: Verdict; says: Verdict }[],
): string {
  const rows = VERDICTS.map((expected) => {
    const same = judged.filter((each) => each.expected === expected);
    const said = VERDICTS.map((verdict) => same.filter(({ says }) => says === verdict).length);
    return [VERDICT_WORDS[expected], ...[same.length, ...said].map(String)];
  });
  const header = VERDICTS.map((verdict) => `told as ${VERDICT_WORDS[verdict]}`);
  return table(['an engineer says', 'plans', ...header], rows);
}

function section([area, promises]: readonly [string, Promises]): string {
  const rows = promises.map(([does, verdict, why]) => [
    escaped(does),
    VERDICT_WORDS[verdict],
    escaped(why),
  ]);
  return `## ${area}\n\n${table(['what the plan does', 'verdict', 'why'], rows)}`;
}

function escaped(text: string): string {
  return text.replace(/[|*_<]/g, (character) => `\\${character}`);
}

/** As prettier writes one. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(header), rule, ...rows.map(line)].join('\n');
}
