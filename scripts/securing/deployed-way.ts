import { isDeepStrictEqual } from 'node:util';
import { formatProblem, UserError } from '../../cluster/errors';
import type { SecuritySpec } from '../../cluster/security';
import type { ClusterChange } from '../changing/cluster-change';
import { convergeClients, lookAtClients } from '../clients/converge-clients';
import type { DeployedCluster } from '../health/deployed-cluster';
import { holdBack } from '../rolling/hold-back';
import { planConvergence, reasonLines, type SeenPlan } from '../rolling/plan-convergence';
import { rollCluster } from '../rolling/roll';
import type { SecretStore } from '../secrets/secret-store';
import type { SecuredWay } from './bring-security';
import { socketsOver } from './host-look';
import { securityAt } from './stages';

/** A deployed cluster, as far as its security is changed. */
export type SecuredHosts = Pick<
  DeployedCluster,
  'topology' | 'shells' | 'reach' | 'look' | 'gate'
> & { readonly at: (security: SecuritySpec) => SecuredHosts };

export interface DeployedChange {
  /** As its spec asks for it. */
  readonly cluster: SecuredHosts;
  readonly secrets: SecretStore;
  /** Brings certificates to processes that have none, once their hosts know of them. */
  readonly certify: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** The command that goes on after it was stopped. */
  readonly resume: string;
}

/**
 * How the security of hosts of their own is changed. Their bucket has the files of the last stage; those of
 * the stages before are held on the hosts in their place.
 */
export function deployedWay(options: DeployedChange): SecuredWay {
  const { cluster, secrets, signal, say } = options;
  const target = cluster.topology.spec.security;
  return {
    target,
    topologyAt: (security) => cluster.at(security).topology,
    at: (security) => cluster.at(security),
    certify: async () => {
      await holdFirst(options);
      await options.certify();
    },
    planRoll: async (security) => {
      const plan = await planAt(cluster.at(security), signal);
      return reasonLines(plan);
    },
    roll: (security, change) => rollHosts(options, cluster.at(security), change),
    planClients: async (at) => {
      const { steps } = await lookAtClients({ ...at, secrets, signal });
      return steps.map(({ kind }) => kind);
    },
    bringClients: async (at, change) => {
      await convergeClients({ ...at, secrets, signal, say, change });
    },
    ...socketsOver(cluster.shells),
  };
}

/** Hosts take certificates for what their manifest names, and that of plain ones names nothing. */
async function holdFirst({ cluster }: DeployedChange): Promise<void> {
  const { topology, shells } = cluster;
  const opened = cluster.at(securityAt('opened', topology.spec.security));
  const bringing = { cluster: opened, deployed: topology };
  await Promise.all(
    topology.hosts.map((host) => holdBack(bringing, { host, hasHeld: true }, shells.of(host.name))),
  );
}

/** @throws UserError where a host can't be looked at */
async function planAt(
  { topology, shells, reach }: SecuredHosts,
  signal: AbortSignal,
): Promise<SeenPlan> {
  const plan = await planConvergence({ topology, shells, reach, signal });
  const unseen = plan.unseen.map(({ problem }) => formatProblem(problem));
  if (unseen.length > 0) throw new UserError(unseen.join('\n'));
  return plan;
}

async function rollHosts(
  { cluster, say, resume }: DeployedChange,
  stage: SecuredHosts,
  change: ClusterChange,
): Promise<void> {
  const { topology: deployed } = cluster;
  const isLast = isDeepStrictEqual(stage.topology.spec.security, deployed.spec.security);
  await rollCluster(
    { cluster: stage, change, onProgress: say, resume, ...(!isLast && { deployed }) },
    await planAt(stage, change.signal),
  );
}
