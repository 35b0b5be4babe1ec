import { distance } from 'fastest-levenshtein';

/**
 * The word of a list that was most likely meant: a slip away, spelt in another case, or a part of
 * the other. Undefined where none is near: a guess far off sends its reader the wrong way.
 */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  const asked = bare(word);
  const others = words.map((other) => ({ word: other, bare: bare(other) }));
  const slips = others.map((other) => distance(asked, other.bare));
  const least = Math.min(...slips);
  if (least <= mostSlips(asked)) return others[slips.indexOf(least)]!.word;
  return others.find((other) => isPart(asked, other.bare) || isPart(other.bare, asked))?.word;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[-_ ]/g, '');
}

/** Two letters that changed places are two slips. */
function mostSlips({ length }: string): number {
  return length <= 3 ? 1 : Math.max(2, Math.floor(length / 4));
}

function isPart(part: string, whole: string): boolean {
  return part.length >= 4 && whole.includes(part);
}
