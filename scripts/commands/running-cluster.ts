import type { Problem } from '../../cluster/errors';
import type { DeployedCluster } from '../health/deployed-cluster';
import type { HostsLook } from '../securing/host-look';
import type { Reach } from '../cluster-access/reach';
import type { Topology } from '../../cluster/topology';
import type { LocalAccess } from '../local/local-access';
import type { InventoryOptions } from './inventory-options';

/** A cluster as it runs, and how it differs from its spec in security. */
export interface RunningCluster {
  /** Asked at the ports that it has, where its security is being changed. */
  readonly cluster: DeployedCluster;
  /** Undefined where the security is that of the spec, or nothing runs. */
  readonly look: HostsLook | undefined;
  /** Likewise, in words: how far it is, and what goes on with it. */
  readonly problems: readonly Problem[];
}

/**
 * The cluster at the ports that its processes have in common, whatever its spec says.
 *
 * @throws UserError where they have none
 */
export async function runningCluster(
  cluster: DeployedCluster,
  { direct = false }: Pick<InventoryOptions, 'direct'> = {},
): Promise<RunningCluster> {
  // Where there is no way to the hosts, only the ports of the spec can be asked.
  if (direct) return { cluster, look: undefined, problems: [] };
  const { inventory, topology, reach } = cluster;
  const [{ isAtRest }, { lookAtHosts }, { securityAt, stageOf }] = await Promise.all([
    import('../securing/at-rest.js'),
    import('../securing/host-look.js'),
    import('../securing/stages.js'),
  ]);
  const look = await lookAtHosts(cluster);
  const { security } = topology.spec;
  if (!look || isAtRest(look, stageOf(security))) return { cluster, look: undefined, problems: [] };
  const common = { plain: 'plain', both: security.kind === 'tls' ? 'moved' : 'opened' } as const;
  const stage = look.side === 'closed' ? 'closed' : common[look.side];
  if (look.side === 'closed' && security.kind === 'plaintext') {
    const [{ AccountSecretStore }, { readToolsCredentials }, { showOn }] = await Promise.all([
      import('../secrets/account-secret-store.js'),
      import('../certificates/tools-identity.js'),
      import('../cluster-access/reach.js'),
    ]);
    showOn(reach, await readToolsCredentials(AccountSecretStore.left(inventory)));
  }
  const { stageProblem } = await import('../securing/stage-problem.js');
  return {
    ...{ cluster: cluster.at(securityAt(stage, security)), look },
    problems: [stageProblem(security, look)],
  };
}

/** The way to the brokers of either cluster as it serves, which may be otherwise than its spec says by now. */
export async function servingCluster(
  asked: DeployedCluster | LocalAccess,
  options: Pick<InventoryOptions, 'direct'>,
): Promise<{ readonly topology: Topology; readonly reach: Reach }> {
  const { topology, reach } =
    'shells' in asked ? (await runningCluster(asked, options)).cluster : asked;
  return { topology, reach };
}
