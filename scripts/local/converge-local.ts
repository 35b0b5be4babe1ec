import { readFileSync } from 'node:fs';
import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import { renderHost } from '../../cluster/host-files';
import { localSite } from '../../cluster/local-site';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import type { SecuritySpec } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Host, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import type { ChangedCluster, ClusterChange } from '../changing/cluster-change';
import { convergeClients, lookAtClients } from '../clients/converge-clients';
import { waitForGate } from '../health/gate/wait-for-gate';
import { restartPlan, type HostPlan } from '../rolling/host-plan';
import { rollCluster, type Roll } from '../rolling/roll';
import type { SecuredWay } from '../securing/bring-security';
import { writeClientFiles } from './client-files';
import { noteBrought, readRecord, type ClusterRecord } from './cluster-record';
import { digestOfRendered } from './config-digest';
import { localSmokeContext } from './local-look';
import { localReach, localSecrets } from './local-secrets';
import { localShells } from './local-shells';
import { secureHosts } from './secure-hosts';

export interface LocalConvergence {
  readonly folder: string;
  /** The spec that the cluster is brought to. */
  readonly spec: KafkaClusterSpec;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** The command that goes on after it was stopped. */
  readonly resume: string;
}

/**
 * How the security of a running local cluster is changed.
 *
 * @throws UserError where the spec is of another cluster
 */
export function localWay(options: LocalConvergence): SecuredWay {
  const { folder, signal, say } = options;
  const spec = resolveValidSpec(options.spec);
  const record = readRecord(folder)!;
  requireSameCluster(record, spec);
  const topologyOf = (security: SecuritySpec) =>
    layOut({ ...spec, security }, siteOf(folder, record));
  const at = (security: SecuritySpec): ChangedCluster => {
    const topology = topologyOf(security);
    return { topology, reach: localReach(folder, topology) };
  };
  const secrets = localSecrets(folder);
  return {
    target: spec.security,
    topologyAt: topologyOf,
    at,
    certify: () => secureHosts(topologyOf(spec.security), folder, { onlyMissing: true }),
    planRoll: (security) => {
      const plans = planLocalRoll(folder, topologyOf(security));
      return Promise.resolve(plans.map(({ host, restarts }) => restartsOf(host, restarts)));
    },
    roll: (security, change) => rollLocal(options, at(security), change),
    planClients: async (cluster) => {
      const { steps } = await lookAtClients({ ...cluster, secrets, signal });
      return steps.map(({ kind }) => kind);
    },
    bringClients: async (cluster, change) => {
      await convergeClients({ ...cluster, secrets, signal, say, change });
      if (cluster.topology.spec.clients.length > 0) {
        await writeClientFiles(folder, cluster.topology, secrets);
      }
    },
    readSockets: () => Promise.resolve(readOwnSockets()),
    onStage: (security) => noteBrought(folder, topologyOf(security)),
  };
}

const restartsOf = ({ name }: Host, restarts: readonly HostProcess[]) =>
  `${name}: ${restarts.map(({ unit }) => unit).join(', ')}`;

/** Its ports, addresses and folders stay. */
function siteOf(folder: string, { slot, topology }: ClusterRecord) {
  const { java, python, distribution } = topology.hosts[0]!.paths;
  const addresses = new Set(topology.hosts.map(({ address }) => address));
  const addressing = addresses.size === topology.hosts.length ? 'addresses' : 'ports';
  const asInProduction = topology.differences === undefined;
  return localSite({ ...{ slot, addressing, folder, distribution }, java, python, asInProduction });
}

/** What a restart of its processes can't change. */
function requireSameCluster({ topology }: ClusterRecord, spec: ResolvedSpec): void {
  const hosts = (of: Pick<ResolvedSpec, 'brokers' | 'metadata'>) =>
    [...of.brokers.map(({ id }) => id), '|', ...of.metadata.onOwnHosts.map(({ id }) => id)].join(
      ' ',
    );
  const facts = [
    ['clusterName', topology.spec.clusterName, spec.clusterName],
    ['kafkaVersion', topology.spec.kafkaVersion, spec.kafkaVersion],
    ['brokers', hosts(topology.spec), hosts(spec)],
  ] as const;
  const problems = facts.flatMap(([path, before, value]): readonly Problem[] =>
    before === value
      ? []
      : [
          {
            ...{ path, rule: `stay that of the cluster that runs, ${before}`, value },
            remedy: 'Stop the cluster and start it with the spec',
          },
        ],
  );
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
}

/** Hosts with processes that were started with other files than those of this topology. */
export function planLocalRoll(folder: string, topology: Topology): readonly HostPlan[] {
  const processes = readRecord(folder)?.processes ?? [];
  return topology.hosts.flatMap((host) => {
    const files = renderHost(topology, host);
    const restarts = processesOf(topology, host).filter(({ name, paths }) => {
      const found = processes.find((each) => each.host === host.name && each.process === name);
      return found?.startedWith !== digestOfRendered(files, paths.config);
    });
    const [first] = restarts;
    if (!first) return [];
    return [{ ...restartPlan(host, first, 'its files have changed'), restarts }];
  });
}

async function rollLocal(
  { folder, say, resume }: LocalConvergence,
  { topology, reach }: ChangedCluster,
  change: ClusterChange,
): Promise<void> {
  const { look } = localSmokeContext(topology, reach);
  const gate: Roll['cluster']['gate'] = (options) =>
    waitForGate({ ...options, topology, look: () => look!(change.signal), onProgress: say });
  const shells = localShells(folder, topology);
  const cluster = { topology, reach, shells, gate, look: look! };
  await rollCluster(
    { cluster, change, onProgress: say, resume },
    { hosts: planLocalRoll(folder, topology), takenBack: [] },
  );
}

/** @throws UserError where the machine has no such list */
function readOwnSockets(): string {
  try {
    return ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFileSync(file, 'utf8')).join('');
  } catch {
    throw new UserError(
      'This machine: must tell who is connected to which port, as Linux does in /proc/net/tcp. ' +
        'Stop the cluster and start a new one with the spec.',
    );
  }
}
