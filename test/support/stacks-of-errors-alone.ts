import { types } from 'node:util';
import { runInThisContext } from 'node:vm';

/** That of jest itself: by it stacks name lines of the sources, not of what the compiler made of them. */
const jestsError = runInThisContext('Error') as ErrorConstructor;

/**
 * Before each suite: only errors have a stack. cdktf keeps one for each token, of which a stack of three
 * brokers has thousands and nobody reads any; to have them translated took a third of all its tests' time.
 */
Error.prepareStackTrace = (error: unknown, frames): unknown =>
  types.isNativeError(error) ? jestsError.prepareStackTrace?.(error, frames) : '';
