import { UserError } from '../../cluster/errors';

/** @throws UserError for what is no number of seconds up to a day */
export function parseSeconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return value;
  throw new UserError(`seconds: must be a number from 0 to 86400, got '${text}'. Give a number.`);
}
