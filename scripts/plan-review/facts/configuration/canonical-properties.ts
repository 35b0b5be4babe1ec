/**
 * A Java properties file in the one form that this package writes: `key=value` a line. Files of
 * other hands have blanks around the separator, colons and lines that go on in the next.
 *
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function canonicalProperties(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?<!\\)((?:\\\\)*)\\\n[ \t]*/g, '$1')
    .split('\n')
    .map(canonicalLine)
    .filter((line) => line !== undefined)
    .join('\n');
}

function canonicalLine(line: string): string | undefined {
  const trimmed = line.trimStart();
  if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('!')) return undefined;
  const key = /^(?:\\.|[^\s=:\\])+/.exec(trimmed)?.[0] ?? '';
  const value = trimmed.slice(key.length).replace(/^[ \t]*[=:]?[ \t]*/, '');
  return `${key.replace(/\\(.)/g, '$1')}=${value.trimEnd()}`;
}
