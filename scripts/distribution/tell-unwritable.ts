import { UserError } from '../../cluster/errors';

/**
 * Does work that writes into a place that the user has chosen.
 *
 * @param remedy how to choose another, as the end of the sentence "Mend that, or …"
 * @throws UserError where the file system refuses: a read-only one, a full one, another user's folder
 */
export async function tellUnwritable<T>(
  place: string,
  remedy: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new UserError(
      `${place}: must be a place that can be written to, got ${error.message}. Mend that, or ${remedy}.`,
      { cause: error },
    );
  }
}

/** For what goes into the user's cache. */
export const OTHER_CACHE = 'name another folder for caches in XDG_CACHE_HOME';

/** An error of the operating system, such as EROFS, EACCES, ENOSPC. */
function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'errno' in error;
}
