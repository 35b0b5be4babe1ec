/** A type of resource, or a pattern of such, in which `*` stands for any letters: `*_disk`. */
export type TypePattern = string;

/**
 * Finds what is said of a type. Where several patterns fit, the one that says most of it counts: an exact
 * type before a word at its end, that before a word within, that before a provider's family (`aws_iot_*`),
 * and of two alike the longer one: `*_route_table` before `*_table`. So the order of rows means nothing.
 */
export function byType<T>(
  rows: readonly (readonly [pattern: TypePattern, value: T])[],
): (type: string) => T | undefined {
  const sorted = [...rows].sort(([a], [b]) => weightOf(b) - weightOf(a));
  const matchers = sorted.map(([pattern, value]) => ({ matches: matcherOf(pattern), value }));
  const known = new Map<string, T | undefined>();
  return (type) => {
    if (!known.has(type)) {
      const plain = withoutVersion(type);
      known.set(type, matchers.find(({ matches }) => matches(plain))?.value);
    }
    return known.get(type);
  };
}

/** How much a pattern says: two that fit one type never weigh the same, unless they say the same of it. */
export function weightOf(pattern: TypePattern): number {
  const letters = pattern.replaceAll('*', '').length;
  if (!pattern.includes('*')) return 3_000 + letters;
  if (!pattern.endsWith('*')) return 2_000 + letters;
  return (pattern.startsWith('*') ? 1_000 : 0) + letters;
}

/** Whether a pattern fits a type. No regular expressions: hundreds of them take longer to make than to ask. */
export function matcherOf(pattern: TypePattern): (type: string) => boolean {
  const [first = '', ...inner] = pattern.split('*');
  const last = inner.pop();
  if (last === undefined) return (type) => type === pattern;
  return (type) => {
    if (!type.startsWith(first) || !type.endsWith(last)) return false;
    const end = inner.reduce((at, part) => {
      const found = at < 0 ? -1 : type.indexOf(part, at);
      return found < 0 ? -1 : found + part.length;
    }, first.length);
    return end >= 0 && end <= type.length - last.length;
  };
}

/** `kubernetes_job_v1` and `openstack_compute_instance_v2` are what they are in any version. */
export function withoutVersion(type: string): string {
  return type.replace(/_v\d+((alpha|beta)\d+)?$/, '');
}
