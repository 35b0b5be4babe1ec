import { formatPropertyValue } from '../settings/java-properties';

const COMMENT_WIDTH = 98;

/** What the templates can do to a value, each for one kind of file. */
export const TEMPLATE_HELPERS = {
  /** A text of any length, as lines that begin with #. */
  asComment: (text: string) =>
    wrap(text, COMMENT_WIDTH)
      .map((line) => `# ${line}`)
      .join('\n'),
  /** A value of a Java properties file. */
  asProperty: formatPropertyValue,
  /** One argument in an @file of java. */
  asArgument: (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
  /** A text in a YAML file. */
  asYamlText: (text: string) => `'${text.replaceAll("'", "''")}'`,
  /** A path in a systemd unit, where a setting takes but one. */
  asPath: unitWord,
  /** Paths in a systemd unit. */
  asPaths: (paths: readonly string[]) => paths.map(unitWord).join(' '),
  /** A command in a systemd unit. */
  asCommand: (words: readonly string[]) =>
    words.map((word) => unitWord(word).replaceAll('$', '$$$$')).join(' '),
  /** One assignment of a systemd unit's Environment=. */
  asEnvironment: unitWord,
} as const;

/** @see https://www.freedesktop.org/software/systemd/man/252/systemd.syntax.html#Quoting */
function unitWord(word: string): string {
  const escaped = word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%');
  return /[\s']/.test(word) ? `"${escaped}"` : escaped;
}

function wrap(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
