/**
 * A text that terraform takes as it stands: in its JSON, `${` and `%{` begin an expression.
 * Tokens of cdktf stay what they are.
 */
export function literal(text: string): string {
  return text.replace(/\$(?=\{(?!TfToken\[))|%(?=\{)/g, '$&$&');
}

/** {@link literal} for every text in a value. */
export function literals<T>(value: T): T {
  if (typeof value === 'string') return literal(value) as T;
  if (Array.isArray(value)) return value.map(literals) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, literals<unknown>(inner)]),
  ) as T;
}
