import type { Finding, Severity } from '../rule';
import { codeSpan, inlineMarkdown } from './markdown-text';
import { RANKS } from './markdown-ranks';
import { NOTHING_LEFT_OUT, type Part } from './shorten';
import { cutText, cutWords } from '../../../cluster/visible-text';

const LONGEST_SENTENCE = 1_000;
const LONGEST_ADDRESS = 200;
const ADDRESSES_SHOWN = 5;

const SEVERITY_MARKS: Readonly<Record<Severity, string>> = { care: '⚠️', danger: '🛑' };

/** A finding: what, and where there is room, why and what to do about it. */
export function findingPart(finding: Finding): Part {
  const ranks = RANKS.findings[finding.severity];
  return {
    forms: [
      {
        rank: ranks.what,
        write: () => title(finding),
        leavesOut: { ...NOTHING_LEFT_OUT, reasons: 1 },
      },
      { rank: ranks.whole, write: () => whole(finding), leavesOut: NOTHING_LEFT_OUT },
    ],
    leavesOut: { ...NOTHING_LEFT_OUT, findings: 1 },
  };
}

function title({ severity, what }: Finding): string {
  return `### ${SEVERITY_MARKS[severity]} ${sentence(what)}`;
}

function whole(finding: Finding): string {
  const { why, remedy, rule, addresses } = finding;
  return [
    title(finding),
    sentence(why),
    `**What to do:** ${sentence(remedy)}`,
    about(rule.split(', '), addresses),
  ].join('\n\n');
}

function about(rules: readonly string[], addresses: readonly string[]): string {
  const codes = rules.map((rule) => codeSpan(cutText(rule, LONGEST_ADDRESS)));
  const by = `${codes.length === 1 ? 'Rule' : 'Rules'} ${codes.join(', ')}`;
  if (addresses.length === 0) return by;
  const shown = addresses.slice(0, ADDRESSES_SHOWN);
  const rest = addresses.length - shown.length;
  const named = shown.map((address) => codeSpan(cutText(address, LONGEST_ADDRESS))).join(', ');
  return `${by}, about ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const sentence = (text: string) => inlineMarkdown(cutText(cutWords(text), LONGEST_SENTENCE));
