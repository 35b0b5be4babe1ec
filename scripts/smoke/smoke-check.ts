import type { Topology } from '../../cluster/topology';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { ClusterJudge } from '../health/cluster/judge-cluster';
import type { SmokeHosts } from './smoke-context';
import type { SmokeTopic } from './topic/smoke-topic';

/** One fact about a healthy cluster, and how to find out whether it holds. */
export interface SmokeCheck {
  /** kebab-case; the file's name, and what `--only` takes. */
  readonly id: string;
  /** The healthy fact, as a sentence without its full stop. */
  readonly title: string;
  /** Whether it looks at the hosts themselves, beside the ports of their processes. @default false */
  readonly needsHosts?: true;
  /** Judgements of the cluster that it asks, as all tools do. @default - it has its own */
  readonly judges?: readonly ClusterJudge[];
  /**
   * Looks, once; trying again is the run's matter.
   *
   * @returns the evidence, in one short line
   * @throws CheckFailure where the fact doesn't hold; any other error fails the check as well
   */
  run(context: CheckContext): Promise<string>;
}

/** What a check may use. It opens nothing itself, and what it leaves open is closed after it. */
export interface CheckContext {
  /** The cluster as it should be. */
  readonly topology: Topology;
  /** Ends with the check; its connections are the run's, save those that it takes `apart`. */
  readonly kafka: KafkaAccess;
  /** One look at the cluster, shared by the checks that ask for it at the same time, unless `anew`. */
  readonly look: (options?: { readonly anew?: boolean }) => Promise<ClusterState>;
  /** Undefined where only the ports of the processes can be reached. */
  readonly hosts: SmokeHosts | undefined;
  /** Shared by the checks of one run. */
  readonly topic: SmokeTopic;
  /** Aborted at the check's time limit, or when the run is interrupted. */
  readonly signal: AbortSignal;
}
