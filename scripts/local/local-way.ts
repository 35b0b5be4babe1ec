import { readFileSync } from 'node:fs';
import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import { localSite } from '../../cluster/local-site';
import type { SecuritySpec } from '../../cluster/security';
import { layOut, type Topology } from '../../cluster/topology';
import { resolveValidSpec } from '../../cluster/validate-spec';
import type { KafkaClusterSpec } from '../../cluster/spec';
import type { ClusterChange } from '../changing/cluster-change';
import { convergeClients, lookAtClients } from '../clients/converge-clients';
import type { LiveCluster } from '../health/deployed-cluster';
import type { GatePatience } from '../health/gate/gate-patience';
import { planConvergence, reasonLines, type ClusterPlan } from '../rolling/plan-convergence';
import { rollCluster } from '../rolling/roll';
import type { SecuredWay } from '../securing/bring-security';
import { writeClientFiles } from './client-files';
import { nameOf } from './cluster-folders';
import { noteBrought, readRecord, type ClusterRecord } from './cluster-record';
import { liveLocal } from './live-local';
import { localReach, localSecrets } from './local-secrets';
import { secureHosts } from './secure-hosts';

export interface LocalConvergence {
  readonly folder: string;
  /** The spec that the cluster is brought to. @default - the one that it has */
  readonly spec?: KafkaClusterSpec | undefined;
  /** Of its gates. */
  readonly patience: GatePatience;
  readonly signal: AbortSignal;
  readonly say: (text: string) => void;
  /** The command that goes on after it was stopped. */
  readonly resume: string;
}

/** How a running local cluster is changed. */
export interface LocalWay extends SecuredWay {
  /** The cluster as the files of a stage make it, with its gates. */
  readonly at: (security: SecuritySpec) => LiveCluster;
  /** What a roll to the files of a stage would do. */
  readonly planFiles: (security: SecuritySpec) => Promise<ClusterPlan>;
}

/**
 * How a running local cluster is brought to another spec.
 *
 * @throws UserError where the spec is of another cluster
 */
export function localWay(options: LocalConvergence): LocalWay {
  const { folder, patience, signal, say, resume } = options;
  const record = readRecord(folder)!;
  const spec = options.spec ? resolveValidSpec(options.spec) : record.topology.spec;
  const topologyAt = (security: SecuritySpec) =>
    layOut({ ...spec, security }, siteOf(folder, record));
  requireSameCluster(record, topologyAt(spec.security));
  const at = (security: SecuritySpec) => {
    const topology = topologyAt(security);
    return liveLocal(
      { topology, folder, reach: localReach(folder, topology) },
      { patience, onProgress: say },
    );
  };
  const planFiles = (security: SecuritySpec) => planConvergence({ ...at(security), signal });
  const secrets = localSecrets(folder);
  return {
    ...{ topologyAt, at, planFiles, target: spec.security },
    certify: () => secureHosts(topologyAt(spec.security), folder, { onlyMissing: true }),
    planRoll: async (security) => reasonLines(await planFiles(security)),
    roll: async (security: SecuritySpec, change: ClusterChange) => {
      // It looks anew: whoever had the lock until now may have done it already.
      const plan = await planFiles(security);
      await rollCluster({ cluster: at(security), change, onProgress: say, resume }, plan);
    },
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
    onStage: (security) => noteBrought(folder, topologyAt(security)),
  };
}

/** Its ports, addresses and folders stay. */
function siteOf(folder: string, { slot, topology }: ClusterRecord) {
  const { java, python, distribution } = topology.hosts[0]!.paths;
  const addresses = new Set(topology.hosts.map(({ address }) => address));
  const addressing = addresses.size === topology.hosts.length ? 'addresses' : 'ports';
  const asInProduction = topology.differences === undefined;
  const name = nameOf(folder);
  return localSite({
    ...{ slot, addressing, name, folder, distribution },
    java,
    python,
    asInProduction,
  });
}

/** What a restart of processes can't change. */
const FACTS: Readonly<Record<string, (of: Topology) => string>> = {
  clusterName: ({ spec }) => spec.clusterName,
  kafkaVersion: ({ spec }) => spec.kafkaVersion,
  brokers: ({ hosts }) => namesOf(hosts.filter(({ broker }) => broker)),
  'ZooKeeper members': ({ hosts }) => namesOf(hosts.filter(({ zookeeper }) => zookeeper)),
  // A broker that lost a folder would lose what lies in it.
  'data folders of brokers': ({ hosts }) =>
    hosts.flatMap(({ broker, paths }) => (broker ? [paths.kafka.data.length] : [])).join(', '),
};

const namesOf = (hosts: Topology['hosts']) => hosts.map(({ name }) => name).join(', ');

/** @throws UserError with all that can't be changed while it runs */
function requireSameCluster({ topology }: ClusterRecord, wanted: Topology): void {
  const problems = Object.entries(FACTS).flatMap(([path, fact]): readonly Problem[] => {
    const [before, value] = [fact(topology), fact(wanted)];
    if (before === value) return [];
    const rule = `stay what the running cluster has, ${before}`;
    return [{ path, rule, value, remedy: 'Stop the cluster and start it with the spec' }];
  });
  if (problems.length > 0) throw new UserError(problems.map(formatProblem).join('\n'));
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
