import { styleText } from 'node:util';
import type { Finding } from '../rule';
import type { ConfigurationChange, KeyChange, TextChange } from '../plan-facts';
import type { Review, Verdict } from '../review';
import type { Glyphs, Terminal } from '../../terminal/terminal';
import { wrapLines } from '../../terminal/wrap-text';
import type { MergedChange, MergedReview } from './merge-alike';
import { countLines, UPDATE_WORDS, VERDICT_WORDS } from './describe-change';
import { listHosts } from './list-hosts';
import type { OutputOptions } from './output-options';
import { readableDiff } from './text-diff';
import { cutText, cutWords, visibleLine, visibleText } from '../../../cluster/visible-text';

/** Columns of a diff at most: its long lines are broken, also for a file, to show what differs. */
const DIFF_WIDTH = 100;
const NARROWEST_DIFF = 20;
const INDENT = '  ';
/** Characters of a value, and of a sentence. */
const LONGEST_VALUE = 60;
const LONGEST_TEXT = 2_000;
const ADDRESSES_SHOWN = 5;
/** Lines of one diff; `--json` has all. */
const MAX_DIFF_LINES = 200;
const TYPES_SHOWN = 40;

/** The review for a terminal: the findings, what changes in files and user data, and the verdict. */
export function renderText(review: MergedReview, options: OutputOptions): string {
  const { findings, configuration, userData, counts } = review;
  return [
    ...findings.map((finding) => findingText(finding, options.terminal)),
    ...[...configuration, ...userData].map((change) => changeText(change, options.terminal)),
    ...[...countTexts(counts), verdictText(review, options)].map((text) =>
      wrapLines(text, options.terminal.width),
    ),
  ].join('\n\n');
}

function findingText(finding: Finding, { glyphs, width }: Terminal): string {
  const { severity, what, why, remedy, rule, addresses } = finding;
  const rest = addresses.length - ADDRESSES_SHOWN;
  const about = [rule, ...addresses.slice(0, ADDRESSES_SHOWN)].join(', ');
  const lines = [
    `${markOf(severity, glyphs)} ${styleText('bold', inOneLine(what))}`,
    `${INDENT}${inOneLine(why)}`,
    `${INDENT}${inOneLine(`What to do: ${remedy}`)}`,
    `${INDENT}${styleText('dim', inOneLine(rest > 0 ? `${about} and ${rest} more` : about))}`,
  ];
  return wrapLines(lines.join('\n'), width);
}

type Change = MergedChange<TextChange & Partial<ConfigurationChange>>;

function changeText(change: Change, { width }: Terminal): string {
  const { label, hosts, namedAfter, keys = [], note, needs } = change;
  const where = hosts.length > 0 ? ` on ${listHosts(hosts)}` : '';
  const need = needs === undefined ? '' : `: needs ${needs}`;
  const likeness = `As it is on ${namedAfter}; each of the others has its own name in its place.`;
  const lines = [
    styleText('bold', inOneLine(`${label}${where}${need}`)),
    ...(note ? [`${INDENT}${inOneLine(note)}`] : []),
    ...(namedAfter === undefined ? [] : [`${INDENT}${inOneLine(likeness)}`]),
    ...keys.map((key) => `${INDENT}${inOneLine(keyText(key))}`),
  ];
  return [wrapLines(lines.join('\n'), width), ...diffLines(change, width)].join('\n');
}

function keyText({ key, before, after, default: standard, update }: KeyChange): string {
  const [old, now] = [before, after].map((value) =>
    value === undefined ? 'not set' : short(value),
  );
  const byDefault = standard === undefined ? '' : ` (Kafka’s default ${short(standard)})`;
  return `${short(key)}: ${old} → ${now}${byDefault}, ${UPDATE_WORDS[update]}`;
}

function diffLines({ before, after }: TextChange, width: number): readonly string[] {
  const columns = Math.max(NARROWEST_DIFF, Math.min(width, DIFF_WIDTH));
  const { lines } = readableDiff(before, after, columns - INDENT.length - 1);
  const rest = lines.length - MAX_DIFF_LINES;
  return [
    ...lines.slice(0, MAX_DIFF_LINES).map((each) => `${INDENT}${coloured(visibleText(each))}`),
    ...(rest > 0
      ? [`${INDENT}… ${rest.toLocaleString('en')} more lines; --json has them all`]
      : []),
  ];
}

function coloured(line: string): string {
  if (line.startsWith('+')) return styleText('green', line);
  if (line.startsWith('-')) return styleText('red', line);
  return line.startsWith('@@') ? styleText('cyan', line) : line;
}

function countTexts(counts: Review['counts']): readonly string[] {
  const lines = countLines(counts).map(({ change, total, types }) => {
    const named = types.slice(0, TYPES_SHOWN).map(({ type, count }) => `${count} ${type}`);
    const rest = types.length - TYPES_SHOWN;
    const all = rest > 0 ? [...named, `${rest} more types`] : named;
    return inOneLine(`${total} ${change}: ${all.join(', ')}`);
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

const COLOURS = { safe: 'green', care: 'yellow', danger: 'red' } as const;

function markOf(verdict: Verdict, { good, warning, bad }: Glyphs): string {
  const mark = { safe: good, care: warning, danger: bad }[verdict];
  return styleText(COLOURS[verdict], mark);
}

function verdictText({ verdict, headline }: Review, { name, terminal }: OutputOptions): string {
  const stack = name === undefined ? '' : `${name} `;
  const text = inOneLine(`${VERDICT_WORDS[verdict]}: ${stack}${headline}`);
  return `${markOf(verdict, terminal.glyphs)} ${text}`;
}

/** Without what would break a line or deceive a reader. */
function inOneLine(text: string): string {
  return visibleLine(cutText(cutWords(text), LONGEST_TEXT));
}

const short = (value: string) => cutText(value, LONGEST_VALUE);
