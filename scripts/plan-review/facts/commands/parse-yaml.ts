import { parseAllDocuments } from 'yaml';

const MOST_ALIASES = 100;
const LONGEST_TEXT = 1024 * 1024;

/** The documents of a text of YAML or JSON as plain values; none where it is broken. */
export function parseYaml(text: string): readonly unknown[] {
  if (text.length > LONGEST_TEXT) return [];
  try {
    return parseAllDocuments(text, { logLevel: 'silent', merge: true }).flatMap((document) =>
      document.errors.length > 0 ? [] : [document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown],
    );
  } catch {
    return [];
  }
}
