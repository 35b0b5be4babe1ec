/** One name, or all that begin with it. */
export interface NamePattern {
  readonly name: string;
  readonly match: 'whole' | 'beginning';
}

/** Reads `app-logs` or `app-*`. */
export function parsePattern(text: string): NamePattern {
  return text.endsWith('*')
    ? { name: text.slice(0, -1), match: 'beginning' }
    : { name: text, match: 'whole' };
}

export function matchesPattern(name: string, pattern: NamePattern): boolean {
  return pattern.match === 'whole' ? name === pattern.name : name.startsWith(pattern.name);
}
