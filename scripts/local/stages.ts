import { UserError } from '../../cluster/errors';
import type { KafkaVersion } from '../../cluster/kafka-releases';
import { RUN_PROGRAM } from '../../cluster/program';
import { securityOf } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { brokerHosts, zookeeperHosts } from '../../cluster/topology';
import { ensureClassArchives } from '../distribution/ensure-class-archives';
import { ensureDistribution } from '../distribution/ensure-distribution';
import { ensurePrerequisites } from '../prerequisites/ensure-prerequisites';
import { findJava } from '../prerequisites/java';
import { convergeClients, isAsGranted } from '../clients/converge-clients';
import { writeClientFiles } from './client-files';
import { withArchives, type ProcessRecord } from './cluster-record';
import { localSecrets } from './local-secrets';
import { localSmokeContext } from './local-look';
import type { Stage } from '../terminal/run-stages';
import { convergeTopics, isAsDeclared } from '../topics/converge-topics';
import { runChecks } from '../smoke/run-checks';
import { hasPassed, type SmokeReport } from '../smoke/smoke-report';
import { waitForBrokers, waitForQuorum, type RunningCluster } from './wait-until-ready';
import { counted } from '../terminal/quantities';

/** What a machine needs before a cluster can start on it. */
export function prepareStages(kafkaVersion: KafkaVersion, signal: AbortSignal): readonly Stage[] {
  return [
    {
      title: 'Java and Maven',
      run: async (onProgress) => {
        await ensurePrerequisites('run', { onProgress, signal });
        return 'installed';
      },
    },
    {
      title: "Kafka's distribution",
      run: async (onProgress) => {
        const distribution = await ensureDistribution({ kafkaVersion, onProgress, signal });
        await ensureClassArchives({ distribution, java: findJava()!, onProgress, signal });
        return distribution;
      },
    },
  ];
}

/** How many processes were started, and from what. */
export function startedInWords(processes: readonly ProcessRecord[]): string {
  const archived = withArchives(processes);
  const how =
    archived === processes.length
      ? 'from archived classes'
      : `${archived} of them from archived classes`;
  return `${processes.length} started ${archived === 0 ? 'without archived classes' : how}`;
}

/** What has to come true after the processes were started. */
export function readyStages(cluster: () => RunningCluster, signal: AbortSignal): readonly Stage[] {
  return [
    {
      title: 'ZooKeeper quorum',
      run: async (onProgress) => {
        await waitForQuorum(cluster(), { onProgress, signal });
        return `${zookeeperHosts(cluster().topology).length} members, one leads`;
      },
    },
    {
      title: 'Brokers',
      run: async (onProgress) => {
        await waitForBrokers(cluster(), { onProgress, signal });
        return `${brokerHosts(cluster().topology).length} serve`;
      },
    },
  ];
}

/** The clients of the spec, where the cluster is secured. */
export function clientsStages(
  { clients = [], ...spec }: KafkaClusterSpec,
  cluster: () => RunningCluster,
  signal: AbortSignal,
): readonly Stage[] {
  if (securityOf(spec).kind === 'plaintext') return [];
  const run: Stage['run'] = async (say) => {
    const { topology, reach, folder } = cluster();
    const secrets = localSecrets(folder);
    const left = await convergeClients({ topology, reach, secrets, signal, say });
    await writeClientFiles(folder, topology, secrets);
    if (!isAsGranted(left)) return `some differ from the spec: see \`${RUN_PROGRAM} clients\``;
    return clients.length === 0 ? 'the spec lets none in' : `${clients.length} may log in`;
  };
  return [{ title: 'Clients', run }];
}

/** The topics and quotas of the spec, where it has some. */
export function topicsStages(
  { topics = [], quotas = [], clients = [] }: KafkaClusterSpec,
  cluster: () => RunningCluster,
  signal: AbortSignal,
): readonly Stage[] {
  const limited = clients.filter(({ limits }) => limits).length;
  if (topics.length + quotas.length + limited === 0) return [];
  const run: Stage['run'] = async (say) => {
    const { topology, reach } = cluster();
    const left = await convergeTopics({ topology, reach, signal, say });
    if (isAsDeclared(left))
      return `${counted(topics.length, 'topic')}, ${counted(quotas.length + limited, 'quota')}`;
    return `some differ from the spec: see \`${RUN_PROGRAM} topics\``;
  };
  return [{ title: 'Topics', run }];
}

/** Brokers that have just started are busy with their first topics for a while. */
const SETTLE_MS = 20_000;

/** A check failed: shown by the report, which whoever ran the stage has. */
class ChecksFailedError extends UserError {
  override readonly name = 'ChecksFailedError';
}

/**
 * The smoke checks; what they found goes to `onReport`. Where one failed, the stage ends with a
 * {@link ChecksFailedError}.
 */
export function checksStage(
  cluster: () => RunningCluster,
  signal: AbortSignal,
  onReport: (report: SmokeReport) => void,
): Stage {
  return {
    title: 'Smoke checks',
    run: async (onProgress) => {
      const report = await runChecks(localSmokeContext(cluster().topology, cluster().reach), {
        signal,
        settleMs: SETTLE_MS,
        onResult: ({ title }) => onProgress(title),
      });
      onReport(report);
      const passed = report.results.filter((result) => result.passed).length;
      const score = `${passed} of ${report.results.length} passed`;
      if (!hasPassed(report)) throw new ChecksFailedError(score);
      return score;
    },
  };
}

/** Lets a check that failed pass: the report tells. */
export function allowFailedChecks(error: unknown): void {
  if (!(error instanceof ChecksFailedError)) throw error;
}
