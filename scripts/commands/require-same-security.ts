import type { DeployedWays } from '../securing/host-look';

/**
 * Files of another security than the hosts have would tear the cluster apart, one process after another.
 *
 * @param what would bring them, as in `replace` or `--only`
 * @throws UserError where the hosts have other ports open than the spec asks for
 */
export async function requireSameSecurity(cluster: DeployedWays, what: string): Promise<void> {
  const [{ lookAtHosts }, { requireAtRest }] = await Promise.all([
    import('../securing/host-look.js'),
    import('../securing/require-way-to-security.js'),
  ]);
  const look = await lookAtHosts(cluster);
  if (look) requireAtRest(cluster.topology, look, what);
}
