/**
 * A value as a Java properties file must spell it. Java reads such a file as ISO 8859-1, takes a
 * backslash for an escape and drops leading blanks.
 * @see https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function formatPropertyValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/^ +/, (blanks) => '\\ '.repeat(blanks.length))
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Reads a properties file as Java does, also one of other hands: with blanks around the separator,
 * colons, and lines that go on in the next.
 */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  return new Map(
    logicalLines(text).map((line) => {
      const [, key = '', value = ''] =
        /^((?:[^ \t\f=:\\]+|\\.)*)[ \t\f]*[=:]?[ \t\f]*(.*)$/s.exec(line) ?? [];
      return [unescape(key), unescape(value)];
    }),
  );
}

/** Without comments and empty lines, and each whole that goes on in the next. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let begun: string | undefined;
  for (const each of text.split(/\r\n?|\n/)) {
    const line = each.replace(/^[ \t\f]+/, '');
    if (begun === undefined && /^([#!]|$)/.test(line)) continue;
    const whole = (begun ?? '') + line;
    const goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
    begun = goesOn ? whole.slice(0, -1) : undefined;
    if (!goesOn) lines.push(whole);
  }
  return begun === undefined ? lines : [...lines, begun];
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, hex?: string, char = '') =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (ESCAPES[char as string] ?? (char as string)),
  );
}
