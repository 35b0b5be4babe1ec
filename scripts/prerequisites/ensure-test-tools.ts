import { UserError } from '../../cluster/errors';
import { ensurePrerequisites } from './ensure-prerequisites';

// Run by `npm test` before the tests, so that a fresh machine needs git, Node and npm alone.
ensurePrerequisites('test', { onProgress: console.log }).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
