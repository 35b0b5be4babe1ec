/**
 * Where the next of the marks stands that JSON is built of, `,`, `{`, `}`, `[` or `]`, outside of texts.
 *
 * @param from outside of a text
 * @returns -1 where there is none, or where a text before it doesn't end
 */
export function nextMark(json: string, from: number): number {
  for (let at = from; ; at += 1) {
    MARK_OR_QUOTE.lastIndex = at;
    if (!MARK_OR_QUOTE.test(json)) return -1;
    at = MARK_OR_QUOTE.lastIndex - 1;
    if (json[at] !== '"') return at;
    at = endOfText(json, at + 1);
    if (at < 0) return -1;
  }
}

const MARK_OR_QUOTE = /[",{}[\]]/g;

/** No pattern: one that knows escapes has no room for the millions that a text may have. */
function endOfText(json: string, from: number): number {
  let at = json.indexOf('"', from);
  while (at >= 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
