import { UserError } from '../../cluster/errors';

/** @throws UserError for what is no whole number of looks, from one to a thousand */
export function parseLooks(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000) return value;
  throw new UserError(
    `--looks: must be a whole number from 1 to 1000, got '${text}'. Give a number.`,
  );
}
