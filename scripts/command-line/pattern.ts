import { UserError } from '../../cluster/errors';

/**
 * Reads a regular expression of JavaScript.
 *
 * @param option whose value it is, for the error
 * @throws UserError for what is none
 */
export function parsePattern(option: string, text: string, { ignoreCase = false } = {}): RegExp {
  try {
    return new RegExp(text, ignoreCase ? 'iu' : 'u');
  } catch {
    throw new UserError(
      `${option}: must be a regular expression, got '${text}'. Put a backslash before what is meant as it is.`,
    );
  }
}
