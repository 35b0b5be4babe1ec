import { types } from 'node:util';
import { AuthenticationError, MultipleErrors } from '@platformatic/kafka';

/** Whether an error says that a name and a password are not taken, and not that nobody answers. */
export function isRefusedLogin(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (error instanceof AuthenticationError) return true;
  const inside = MultipleErrors.isMultipleErrors(error) ? error.errors : [error.cause];
  return inside.some(isRefusedLogin);
}
