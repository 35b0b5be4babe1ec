/** The first few of many, and how many more there are: `a, b, c and 4 more`. */
export function listSome(items: readonly string[], most = 4): string {
  const more = items.length > most ? ` and ${items.length - most} more` : '';
  return `${items.slice(0, most).join(', ')}${more}`;
}
