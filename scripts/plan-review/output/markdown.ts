import { PROGRAM } from '../../../cluster/program';
import type { Review, Verdict, ChangeCount } from '../review';
import type { MergedReview } from './merge-alike';
import { VERDICT_WORDS, countLines } from './describe-change';
import { changePart } from './markdown-changes';
import { findingPart } from './markdown-findings';
import { codeSpan, inlineMarkdown, codeHtml } from './markdown-text';
import type { OutputOptions } from './output-options';
import { describeLeftOut, shorten, NOTHING_LEFT_OUT, type Part } from './shorten';
import { cutText, cutWords, visibleLine } from '../../../cluster/visible-text';
import { RANKS } from './markdown-ranks';

/**
 * UTF-8 bytes of a comment at most. GitHub takes 65,536 characters; bytes are never fewer than
 * characters, however these are counted, and what posts the comment may add a line.
 */
export const MAX_COMMENT_BYTES = 65_000;

/** For the sentence that says what was left out. */
const RESERVED_BYTES = 500;

const LONGEST_HEADLINE = 1_000;

const VERDICT_MARKS: Readonly<Record<Verdict, string>> = { safe: '✅', care: '⚠️', danger: '🛑' };

/** The first line of a comment, by which the next review finds it; readers don't see it. */
export function commentMarker(name?: string): string {
  if (name === undefined) return `<!-- ${PROGRAM} plan-review -->`;
  // No `--` and no `>`: nothing in the name ends the comment.
  const safe = encodeURIComponent(visibleLine(cutText(name, 200))).replace(/-(?=-|$)/g, '%2D');
  return `<!-- ${PROGRAM} plan-review: ${safe} -->`;
}

/** The review as a comment of a pull request: the verdict first, what is long folded. */
export function renderMarkdown(review: MergedReview, options: OutputOptions): string {
  const opening = [commentMarker(options.name), heading(review, options)];
  const footer = inlineFooter(review, options);
  const fixed = Buffer.byteLength([...opening, footer].join('\n\n'));
  const { texts, leftOut } = shorten(
    [
      ...review.findings.map(findingPart),
      ...review.configuration.map((change) => changePart(change, 'configuration')),
      ...review.userData.map((change) => changePart(change, 'user-data')),
      ...countsPart(review.counts),
    ],
    MAX_COMMENT_BYTES - RESERVED_BYTES - fixed,
  );
  const missing = describeLeftOut(leftOut);
  const note = missing === '' ? [] : [`Left out to keep this comment short: ${missing}.`];
  return `${[...opening, ...note, ...texts, footer].join('\n\n')}\n`;
}

function heading({ verdict, headline }: Review, { name }: OutputOptions): string {
  const told = inlineMarkdown(cutText(cutWords(headline), LONGEST_HEADLINE));
  const stack = name === undefined ? '' : `${codeSpan(cutText(name, 200))} `;
  return `## ${VERDICT_MARKS[verdict]} ${VERDICT_WORDS[verdict]}: ${stack}${told}`.trimEnd();
}

function inlineFooter({ plan }: Review, { reviewerVersion }: OutputOptions): string {
  const [tool, format] = [plan.toolVersion, plan.formatVersion].map((text) =>
    codeSpan(cutText(text, 50)),
  );
  return `${PROGRAM} ${reviewerVersion} on a plan of version ${tool}, format ${format}`;
}

/** Types that are named for each kind of change; the rest is counted. */
const TYPES_SHOWN = 40;

/** How many resources of each type are changed and how; nothing where there are none. */
function countsPart(counts: readonly ChangeCount[]): readonly Part[] {
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
