import { UserError } from '../../cluster/errors';
import type { SecuritySpec } from '../../cluster/security';
import type { Credentials } from './credentials';
import type { Reach } from './reach';

/**
 * What the way to a cluster is shown there; undefined where the cluster asks for nothing.
 *
 * @throws UserError where it asks, and the way has nothing to show
 */
export function credentialsOf(
  { credentials }: Pick<Reach, 'credentials'>,
  { kind }: SecuritySpec,
): Credentials | undefined {
  if (kind === 'plaintext') return undefined;
  if (credentials) return credentials;
  throw new UserError(
    'The cluster: must be asked with a certificate of its authority, and there is none here. ' +
      'Run the command where a local cluster was started; for a deployed one, `converge` makes it.',
  );
}
