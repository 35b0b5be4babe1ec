/** Where the `)` stands that closes what begins at `from`; the text's end where none does. */
export function closingParenthesis(text: string, from: number): number {
  return closing(text, from, ['(', ')']);
}

/** The same of `}`. */
export function closingBrace(text: string, from: number): number {
  return closing(text, from, ['{', '}']);
}

/** Where the next quote of this kind stands; a backslash before it counts in `"` and backticks only. */
export function closingQuote(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === quote) return at;
    if (text[at] === '\\' && quote !== "'") at += 1;
  }
  return text.length;
}

function closing(text: string, from: number, [open, close]: readonly [string, string]): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\') at += 1;
    else if (character === "'" || character === '"') at = closingQuote(text, at + 1, character);
    else if (character === open) depth += 1;
    else if (character === close && --depth === 0) return at;
  }
  return text.length;
}
