import { parseAllDocuments } from 'yaml';
import { isValues } from '../../../terraform-plan/values';
import type { Values } from '../../../terraform-plan/plan';

/** Aliases that a text may use: more are a bomb, as nobody writes them. */
const MOST_ALIASES = 100;
const LONGEST_TEXT = 4 * 1024 * 1024;

/**
 * The objects in a text of YAML, which may be several documents, or of JSON, which is YAML as well: a map
 * of objects by name, as Helm renders it, gives its values. A text that is broken has none.
 */
export function parseYamlObjects(text: string): readonly Values[] {
  return parseYaml(text).flatMap((each) => {
    if (!isValues(each)) return [];
    if (each.kind === 'List' && Array.isArray(each.items)) return each.items.filter(isValues);
    if (each.kind !== undefined) return [each];
    const inner = Object.values(each).flatMap((value) =>
      typeof value === 'string' ? parseYaml(value) : [value],
    );
    const objects = inner.filter(isValues).filter(({ kind }) => kind !== undefined);
    return objects.length > 0 ? objects : [each];
  });
}

/** The documents of a text as plain values; none where it is broken. */
export function parseYaml(text: string): readonly unknown[] {
  if (text.length > LONGEST_TEXT) return [];
  try {
    return parseAllDocuments(text, { logLevel: 'silent', merge: true }).map((document) =>
      document.errors.length > 0
        ? undefined
        : (document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown),
    );
  } catch {
    return [];
  }
}
