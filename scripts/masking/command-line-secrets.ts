import { commandLines, type PlacedWord } from './command-words';
import { isPlainValue, looksLikePassword, looksStronglyLikePassword } from './password-looks';
import { isHarmlessValue } from './secret-key';
import type { SecretSpan } from './text-pieces';

/**
 * Passwords on command lines behind options that don't say so: `-p` and its like, `user:password`,
 * `user%password`, and where a command takes one by its place. What options are called by the name of a
 * secret is for `findKeyValueSecrets`.
 */
export function findCommandLineSecrets(text: string): readonly SecretSpan[] {
  if (!HINT.test(text)) return [];
  return [...commandLines(text)].flatMap(secretsOf);
}

const HINT = /(?:^|[\s"'])-{1,2}[A-Za-z]|htpasswd|_(?:user|password)\b|\bnet\s|:[^\s:@/]{3,128}@/i;

/**
 * Short options that are passwords wherever their program is called, and whether the value may, or must,
 * stand behind the letter without a blank.
 */
interface Program {
  readonly name: RegExp;
  readonly letters: string;
  readonly isAttached?: 'may' | 'must';
  /** What else must be said for them to be passwords. */
  readonly only?: RegExp;
}

const PROGRAMS: readonly Program[] = [
  { name: /^(mysql|mariadb)[\w-]*$/, letters: 'p', isAttached: 'must' },
  { name: /^7z[ar]?$/, letters: 'p', isAttached: 'must' },
  {
    name: /^(mongo\w*|cqlsh|sshpass|rabbitmqadmin|sqlplus|psexec|winexe|useradd|usermod)$/,
    letters: 'p',
    isAttached: 'may',
  },
  {
    name: /^(docker|podman|nerdctl|buildah|skopeo|crane|oras|helm|az|oc|cf|bx|ibmcloud)$/,
    letters: 'p',
    isAttached: 'may',
    only: /^login$/,
  },
  { name: /^redis-cli$/, letters: 'a' },
  { name: /^(ldap\w+|ipa[\w-]*)$/, letters: 'ws' },
  { name: /^(sqlcmd|bcp|isql|ipmitool|zip|unzip)$/, letters: 'P', isAttached: 'may' },
  { name: /^snmp\w+$/, letters: 'AXc' },
  { name: /^openssl$/, letters: 'kK', only: /^enc$/ },
];

/** Letters that mean a password with many programs, where a user stands beside them. */
const WITH_USER = 'pPwW';
/** The same where nobody does, if the value leaves no doubt. */
const ALONE = 'pPwak';

const USER =
  /^(-[uU]|-[uU][A-Za-z]\w*|--?(user|username|login|user-?name|principal|uid)(=.*)?|-D)$/;
/** Programs whose own `-u` says as whom the rest runs. */
const AS_ANOTHER = /^(sudo|doas|runuser|su|chroot|exec|run)$/;

/** A command, and what its words say of all of its options. */
interface Command {
  readonly words: readonly PlacedWord[];
  readonly program: Program | undefined;
  readonly hasUser: boolean;
  readonly isFetching: boolean;
}

function secretsOf(words: readonly PlacedWord[]): readonly SecretSpan[] {
  const command = {
    words,
    program: programOf(words),
    hasUser: words.some(({ text }, at) => USER.test(text) && !isAsAnother(words, at)),
    isFetching: words.some(({ text }) => FETCHING.test(text)),
  };
  return [
    ...words.flatMap((_, at) => [...behindLetter(command, at), ...besideUser(command, at)]),
    ...byPlace(words),
  ];
}

function programOf(words: readonly PlacedWord[]): Program | undefined {
  const isSaid = ({ only }: Program) => !only || words.some(({ text }) => only.test(text));
  const names = words.map(({ text }) => text.slice(text.lastIndexOf('/') + 1));
  return PROGRAMS.find((each) => names.some((name) => each.name.test(name)) && isSaid(each));
}

function isAsAnother(words: readonly PlacedWord[], at: number): boolean {
  return words.slice(Math.max(0, at - 3), at).some(({ text }) => AS_ANOTHER.test(text));
}

function behindLetter({ words, program, hasUser }: Command, at: number): readonly SecretSpan[] {
  const word = words[at]!;
  const [, letter, attached = ''] = /^-([A-Za-z])(.*)$/s.exec(word.text) ?? [];
  if (letter === undefined) return [];
  const isOwn = program?.letters.includes(letter) === true;
  if (attached !== '') {
    return isOwn && program.isAttached !== undefined ? span(word, '-p'.length) : [];
  }
  const next = words[at + 1];
  if (!next || next.text.startsWith('-') || (program?.isAttached === 'must' && isOwn)) return [];
  const isOne = isOwn
    ? !isPlainValue(next.text) || /^\d{5,}$/.test(next.text)
    : (hasUser && WITH_USER.includes(letter) && looksLikePassword(next.text)) ||
      (ALONE.includes(letter) && looksStronglyLikePassword(next.text));
  return isOne ? span(next) : [];
}

const PAIR_OPTION =
  /^(-u|-U|-a|--?(user|auth|basic-auth|proxy-user|creds|credentials|src-creds|dest-creds|login|account))$/;
const FETCHING = /(^|\/)(curl|wget|https?|xh|ab|siege|hey|wrk)$/;

/** `-u user:password`, `--creds=user:password`, `-U user%password`, `user:password@host`. */
function besideUser({ words, isFetching }: Command, at: number): readonly SecretSpan[] {
  const word = words[at]!;
  const [, option = '', sign = ''] = /^(-[uUa]|--?[\w-]+)(=?)/.exec(word.text) ?? [];
  if (PAIR_OPTION.test(option)) {
    const holder = sign === '=' || word.text.length > option.length ? word : words[at + 1];
    if (!holder) return [];
    const [, before, password = ''] =
      /^((?:--?[\w-]+=|-[uUa])?["']?[^\s:%"'/$]{1,128}[:%])(.+)$/s.exec(holder.text) ?? [];
    if (before === undefined) return [];
    const isOne = isFetching ? !/^\$/.test(password) : looksLikePassword(password);
    return isOne ? span(holder, before.length) : [];
  }
  const [, user, password] =
    /^([\w.-]{1,64}:)([^\s:@/'"$]{3,128})@(?!sha\d)[A-Za-z][\w.-]*(?:[:/].*)?$/.exec(word.text) ??
    [];
  if (user === undefined || /^(mailto|npm|https?|git|docker|oci|file|pkg|sip):$/.test(user))
    return [];
  const start = word.start + user.length;
  return [{ start, end: start + password!.length }];
}

/** Passwords that a command takes by their place, behind so many words that are no options. */
const PLACES: readonly (readonly [
  command: RegExp,
  behind: (words: readonly string[]) => number,
])[] = [
  // Such as rabbitmqctl's add_user.
  [/^(add|create|change|set|reset|authenticate)_(user|password)$/, () => 1],
  [/(^|\/)htpasswd$/, (words) => (words.some((word) => /^-\w*n/.test(word)) ? 1 : 2)],
  [/^user$/, (words) => (/^net(\.exe)?$/.test(words[0]!) ? 1 : -1)],
];

function byPlace(words: readonly PlacedWord[]): readonly SecretSpan[] {
  const texts = words.map(({ text }) => text);
  return PLACES.flatMap(([command, behind]) => {
    const at = texts.findIndex((text) => command.test(text));
    if (at < 0) return [];
    const value = words.slice(at + 1).filter(({ text }) => !/^[-/]\w+$/.test(text))[behind(texts)];
    return value && !isPlainValue(value.text) ? span(value) : [];
  });
}

/** What stands in a word from this place on, without quotes; none where it only refers to a secret. */
function span(word: PlacedWord, from = 0): readonly SecretSpan[] {
  const value = word.text.slice(from);
  const quotes = /^(["'])[\s\S]*\1$/.test(value) ? 1 : 0;
  const inner = value.slice(quotes, value.length - quotes);
  if (isHarmlessValue(inner)) return [];
  return [{ start: word.start + from + quotes, end: word.end - quotes }];
}
