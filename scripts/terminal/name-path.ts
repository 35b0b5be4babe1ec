import { UNSEEN } from '../../cluster/visible-text';

/** A path as an error can name it: in quotes where it is empty, with what can't be seen as `\u{…}`. */
export function namePath(path: string): string {
  if (path.trim() === '') return `'${path}'`;
  return path.replace(
    UNSEEN,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}
