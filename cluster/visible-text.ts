import { withoutCommands } from './ci-commands';

/**
 * What a reader would not see, or would see somewhere else than it stands, by what Unicode says of each
 * character: control characters (escape sequences of terminals among them), marks that turn the writing
 * direction, characters of no width, fillers, separators that break lines, halves of characters, what
 * is no character; and blanks that look like the plain one. The blank of Braille has no property that says so.
 */
export const UNSEEN =
  /(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{White_Space}\u2800]/gu;

/**
 * The text with all that is unseen in it named, as `⟨U+202E⟩`; line feeds and tabs stay. No line
 * of it is a command to a CI system.
 */
export function visibleText(text: string): string {
  return withoutCommands(
    text.replace(UNSEEN, (character) =>
      character === '\n' || character === '\t' ? character : nameOf(character),
    ),
  );
}

/** The same in one line: line feeds and tabs are blanks, and so is each run of blanks. */
export function visibleLine(text: string): string {
  return visibleText(text.replace(/\s+/gu, ' ').trim());
}

/** No word longer than so many characters, such as a key that somebody has made up. */
export function cutWords(text: string, characters = LONGEST_WORD): string {
  return text.replace(/\S+/g, (word) => cutText(word, characters));
}

/** Addresses of nested modules are shorter. */
const LONGEST_WORD = 200;

/** No more than so many characters, with what is missing told at the end. */
export function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  // Not between the two halves of a character beyond the first 65,536.
  const end = /[\uD800-\uDBFF]/.test(text[characters - 1] as string) ? characters - 1 : characters;
  return `${text.slice(0, end)}… (${(text.length - end).toLocaleString('en')} more characters)`;
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase();
  return `⟨U+${code.padStart(4, '0')}⟩`;
}
