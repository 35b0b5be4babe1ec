import { maskText } from '../masking/mask-text';

/** Shorter ones are words of the language. */
const SHORTEST_HIDDEN = 8;

/**
 * What a proxy command may be called in an error: its program alone. The rest may hold a token, a
 * password, or an address with one.
 */
export function proxyProgram(command: string): string {
  const name = /^[\w./+-]*?([\w.+-]+)$/.exec(programOf(command))?.[1];
  return name === undefined ? 'proxy command' : `proxy command \`${name} …\``;
}

/**
 * What a proxy command has said, without what stands in its own line or in the variables that the line
 * names: programs repeat what they were given when they complain.
 */
export function withoutItsWords(
  said: string,
  command: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const program = programOf(command);
  const named = [...command.matchAll(/\$\{?(\w+)/g)].map(([, name]) => env[name!] ?? '');
  const given = command.split(/[\s'"`=;|&<>()]+/).filter((word) => word !== program);
  const hidden = [...new Set([...given, ...named])]
    .filter((word) => word.length >= SHORTEST_HIDDEN && !/^%[%a-z]$/.test(word))
    .sort((a, b) => b.length - a.length);
  const rest = hidden.reduce((text, word) => text.replaceAll(word, '…'), said);
  return maskText(rest);
}

/** The first word that is no assignment. */
function programOf(command: string): string {
  const [first = ''] = command
    .trim()
    .split(/\s+/)
    .filter((word) => !/^\w+=/.test(word));
  return first.replace(/^(['"])(.*)\1$/, '$2');
}
