/**
 * Whether a pattern of IAM, with `*` and `?`, matches all that another one does. Goes back to the last
 * star only, so that no pattern takes long.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, place, star, mark] = [0, 0, -1, 0];
  while (at < text.length) {
    const letter = pattern[place];
    if (letter === '*') {
      star = place;
      mark = at;
      place += 1;
    } else if (
      letter !== undefined &&
      (letter === text[at] || (letter === '?' && text[at] !== '*'))
    ) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      mark += 1;
      at = mark;
      place = star + 1;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(place));
}
