/**
 * The same program, unit or script, as small as it may be: without lines that are comments, without what Python's functions
 * say of themselves and the empty lines before them, and moved in by a quarter. Its first line stays where that says what runs it.
 */
export function withoutComments(text: string): string {
  return text
    .replace(/^[ \t]*#(?!!).*\n/gm, '')
    .replace(/^\n+(?= *(?:def|class) )/gm, '')
    .replace(/^ +"""[^"]*"""\n/gm, '')
    .replace(/^(?: {4})+/gm, (blanks) => ' '.repeat(blanks.length / 4));
}
