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

/** Reads the properties that this package writes: `key=value` a line, comments with #. */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const line of text.split('\n')) {
    const separator = line.indexOf('=');
    if (line.startsWith('#') || separator < 0) continue;
    properties.set(line.slice(0, separator), unescapeValue(line.slice(separator + 1)));
  }
  return properties;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function unescapeValue(value: string): string {
  return value.replace(/\\(?:u([0-9a-f]{4})|(.))/g, (_, hex?: string, char = '') =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (ESCAPES[char as string] ?? (char as string)),
  );
}
