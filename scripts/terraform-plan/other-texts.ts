import { stripVTControlCharacters } from 'node:util';
import { nextMark } from './next-mark';
import { SHOW, UnreadablePlan } from './unreadable-plan';

const SAVE = 'Save the plan with `terraform plan -out=<plan file>`';
const SAVE_AND_WRITE = `${SAVE}, then write its JSON with \`terraform show -json <plan file>\``;
const ALONE = 'Let nothing but `terraform show -json <plan file>` write to it';

/** What a text may be that does not even begin as an object, and what to do then. The first that fits is told. */
const OTHER_TEXTS: readonly (readonly [got: string, remedy: string, looks: RegExp])[] = [
  [
    'lines of a wrapper around terraform before it',
    'With hashicorp/setup-terraform set `terraform_wrapper: false`',
    /^\s*(?:\[command\]|::[a-z-]+)/,
  ],
  ['other lines before it', ALONE, /^[^\n{]*\{\s*"format_version"\s*:/m],
  [
    'an error of terraform',
    'Mend what it complains about, and write it again',
    /^[╷│| \t]*Error: /m,
  ],
  [
    'the plan as terraform prints it for people',
    SAVE_AND_WRITE,
    new RegExp(
      [
        '\\b(?:Terraform|OpenTofu) (?:will perform|used the selected|planned the|has compared)',
        '^[ \\t]*(?:No changes\\.|Changes to Outputs:|Plan: \\d+ to )',
        '^[ \\t]*# \\S+(?: \\([^)\\n]*\\))? (?:will be|must be|has (?:been|changed|moved)|is tainted)',
      ].join('|'),
      'm',
    ),
  ],
  [
    'configuration of terraform, or a state as it prints it for people',
    SAVE_AND_WRITE,
    /^[ \t]*(?:resource|data|module|variable|provider|terraform|output|locals)\b[^\n=]*\{[ \t]*$/m,
  ],
  ['XML or HTML', 'See whether what fetched it was logged in', /^\s*</],
  ['other text', SHOW, /^/],
];

const LOG = /^\s*\{[^\n]*"@(?:level|message|module|timestamp)"\s*:/;

/** How much of it is looked at: a text may be large. */
const LOOKED_AT = 100_000;

/** What a text is that isn't JSON. Its own words are left out: they may be secret. */
export function tellOtherText(text: string, source: string): UnreadablePlan {
  const start = stripVTControlCharacters(text.slice(0, LOOKED_AT));
  const refused = (rule: string, remedy: string) => new UnreadablePlan(source, rule, remedy);
  const [got, remedy] = OTHER_TEXTS.find(([, , looks]) => looks.test(start))!;
  if (!/^\s*\{/.test(start)) return refused(`hold a plan as JSON, got ${got}`, remedy);
  if (LOG.test(start)) {
    return refused(
      'hold a plan as JSON, got the log of `terraform plan -json`',
      `${SAVE}, then show it with \`terraform show -json <plan file>\``,
    );
  }
  const rest = behindFirst(text)?.trimStart();
  if (rest === undefined)
    return refused('hold a whole JSON object, got one that breaks off', AGAIN);
  if (rest === '') return refused('hold one JSON object, got what is no JSON', AGAIN);
  return /^[{[]/.test(rest)
    ? refused(
        'hold one JSON object, got several, one behind the other',
        'Review the plan of each stack by itself',
      )
    : refused('hold a plan as JSON alone, got other lines behind it', ALONE);
}

const AGAIN =
  'See whether `terraform show -json` ended well and the disk had room, and write it again';

/** What stands behind the first object; undefined where that does not end. */
function behindFirst(text: string): string | undefined {
  let depth = 0;
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, at + 1)) {
    if (text[at] === '{' || text[at] === '[') depth += 1;
    else if (text[at] !== ',') depth -= 1;
    if (depth === 0) return text.slice(at + 1);
  }
  return undefined;
}
