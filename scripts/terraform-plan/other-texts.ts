import { stripVTControlCharacters } from 'node:util';
import { nextMark } from './next-mark';
import { SHOW, UnreadablePlan } from './unreadable-plan';

/** What a text may be that is no JSON of a plan, and what to do then. */
interface OtherText {
  readonly looks: RegExp;
  /** Behind "got". */
  readonly got: string;
  readonly remedy: string;
}

const SAVE = 'Save the plan with `terraform plan -out=<plan file>`';
const ALONE = 'Let nothing but `terraform show -json <plan file>` write to it';

/** Where it does not even begin as an object. The first that fits is told. */
const OTHER_TEXTS: readonly OtherText[] = [
  {
    looks: /^\s*(?:\[command\]|::[a-z-]+)/,
    got: 'lines of a wrapper around terraform before it',
    remedy: 'With hashicorp/setup-terraform set `terraform_wrapper: false`',
  },
  {
    looks: /^[^\n{]*\{\s*"format_version"\s*:/m,
    got: 'other lines before it',
    remedy: ALONE,
  },
  {
    looks: /^[╷│| \t]*Error: /m,
    got: 'an error of terraform',
    remedy: 'Mend what it complains about, and write it again',
  },
  {
    looks: new RegExp(
      [
        '\\b(?:Terraform|OpenTofu) (?:will perform|used the selected|planned the|has compared)',
        '^[ \\t]*(?:No changes\\.|Changes to Outputs:|Plan: \\d+ to )',
        '^[ \\t]*# \\S+(?: \\([^)\\n]*\\))? (?:will be|must be|has (?:been|changed|moved)|is tainted)',
      ].join('|'),
      'm',
    ),
    got: 'the plan as terraform prints it for people',
    remedy: `${SAVE}, then write its JSON with \`terraform show -json <plan file>\``,
  },
  {
    looks:
      /^[ \t]*(?:resource|data|module|variable|provider|terraform|output|locals)\b[^\n=]*\{[ \t]*$/m,
    got: 'configuration of terraform, or a state as it prints it for people',
    remedy: `${SAVE}, then write its JSON with \`terraform show -json <plan file>\``,
  },
  { looks: /^\s*</, got: 'XML or HTML', remedy: 'See whether what fetched it was logged in' },
  { looks: /^/, got: 'other text', remedy: SHOW },
];

const LOG = /^\s*\{[^\n]*"@(?:level|message|module|timestamp)"\s*:/;

/** How much of it is looked at: a text may be large. */
const LOOKED_AT = 100_000;

/** What a text is that isn't JSON. Its own words are left out: they may be secret. */
export function tellOtherText(text: string, source: string): UnreadablePlan {
  const start = stripVTControlCharacters(text.slice(0, LOOKED_AT));
  const refused = (rule: string, remedy: string) => new UnreadablePlan(source, rule, remedy);
  const other = OTHER_TEXTS.find(({ looks }) => looks.test(start));
  if (!/^\s*\{/.test(start))
    return refused(`hold a plan as JSON, got ${other!.got}`, other!.remedy);
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
