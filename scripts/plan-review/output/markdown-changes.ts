import type { ConfigurationChange, KeyChange, TextChange } from '../plan-facts';
import type { MergedChange } from './merge-alike';
import { UPDATE_WORDS } from './describe-change';
import { codeHtml, diffBlock, inlineHtml, inlineMarkdown } from './markdown-text';
import { RANKS } from './markdown-ranks';
import { listHosts } from './list-hosts';
import { type Form, type LeftOut, NOTHING_LEFT_OUT, type Part } from './shorten';
import { readableDiff, type TextDiff } from './text-diff';
import { cutText } from '../../../cluster/visible-text';

/** Characters of a line in a diff; longer ones are broken. */
const LINE_WIDTH = 200;
/** Keys of a table, and lines of a diff, that are shown before others get their room. */
const FIRST_KEYS = 30;
const FIRST_LINES = 60;
const LONGEST_VALUE = 300;
const LONGEST_HOSTS = 500;

type Change = MergedChange<TextChange & Partial<ConfigurationChange>>;

/** A changed text, folded: its keys as a table where it has some, then its diff. */
export function changePart(change: Change, kind: 'configuration' | 'user-data'): Part {
  const keys = change.keys ?? [];
  const diff = readableDiff(change.before, change.after, LINE_WIDTH);
  const ranks = RANKS[kind];
  const form = (rank: number, shownKeys: number, shownLines: number): Form => ({
    rank,
    write: () => folded(change, diff, { keys: shownKeys, lines: shownLines }),
    leastBytes: shownKeys * 2 + shownLines * 2,
    leavesOut: leftOut({ keys: keys.length - shownKeys, lines: diff.lines.length - shownLines }),
  });
  const all = diff.lines.length;
  const forms = [
    form(ranks.keys, Math.min(keys.length, FIRST_KEYS), 0),
    form(ranks.allKeys, keys.length, 0),
    form(ranks.startOfDiff, keys.length, Math.min(all, FIRST_LINES)),
    form(ranks.diff, keys.length, all),
  ];
  return {
    forms,
    leavesOut: { ...leftOut({ keys: keys.length, lines: all }), texts: 1 },
  };
}

function leftOut({ keys, lines }: { readonly keys: number; readonly lines: number }): LeftOut {
  return { ...NOTHING_LEFT_OUT, keys, lines, diffs: lines > 0 ? 1 : 0 };
}

interface Shown {
  readonly keys: number;
  readonly lines: number;
}

function folded(change: Change, diff: TextDiff, shown: Shown): string {
  const { namedAfter } = change;
  const keys = change.keys ?? [];
  return [
    `<details><summary>${summary(change)}</summary>`,
    ...(change.note ? [inlineMarkdown(cutText(change.note, LONGEST_VALUE))] : []),
    ...(namedAfter ? [ownNames(namedAfter)] : []),
    ...(keys.length > 0 ? [keyTable(keys.slice(0, shown.keys))] : []),
    ...missing(keys.length - shown.keys, 'changed key'),
    ...(shown.lines > 0 ? [diffBlock(diff.lines.slice(0, shown.lines))] : []),
    ...missing(diff.lines.length - shown.lines, 'line'),
    '</details>',
  ].join('\n\n');
}

function summary(change: Change): string {
  const { hosts, needs } = change;
  const label = codeHtml(cutText(change.label, LONGEST_VALUE));
  const where =
    hosts.length > 0 ? ` on ${inlineHtml(cutText(listHosts(hosts), LONGEST_HOSTS))}` : '';
  return `${label}${where}${needs === undefined ? '' : `: needs ${needs}`}`;
}

function ownNames(host: string): string {
  const name = inlineMarkdown(cutText(host, LONGEST_VALUE));
  return `As it is on ${name}; each of the others has its own name in place of that one.`;
}

function missing(count: number, noun: string): readonly string[] {
  if (count === 0) return [];
  return [`… ${count.toLocaleString('en')} more ${noun}${count === 1 ? '' : 's'}`];
}

const HEADER = ['Key', 'Before', 'After', 'Kafka’s default', 'Update mode'];

function keyTable(keys: readonly KeyChange[]): string {
  const header = HEADER.map((title) => `<th>${title}</th>`).join('');
  const rows = keys.map((change) => {
    const { key, before, after, update } = change;
    const cells = [code(key), value(before), value(after), standard(change), UPDATE_WORDS[update]];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return ['<table>', `<tr>${header}</tr>`, ...rows, '</table>'].join('\n');
}

const code = (text: string) => codeHtml(cutText(text, LONGEST_VALUE));

const value = (text: string | undefined) => (text === undefined ? 'not set' : code(text));

const standard = ({ default: text }: KeyChange) => (text === undefined ? '–' : code(text));
