const SHOWN = 5;

/** The first few of many names, with a mark where there are more: `a-0, a-1, a-2, a-3, a-4, …`. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown}, …` : shown;
}
