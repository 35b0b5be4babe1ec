import { formatProblem, type Problem } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import type { KafkaAccess } from '../cluster-access/kafka-access';
import type { ZookeeperAccess } from '../cluster-access/zookeeper-access';
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
  /** Connections of this check alone. */
  readonly kafka: KafkaAccess;
  readonly zookeeper: ZookeeperAccess;
  /** Undefined where only the ports of the processes can be reached. */
  readonly hosts: SmokeHosts | undefined;
  /** Shared by the checks of one run. */
  readonly topic: SmokeTopic;
  /** Aborted at the check's time limit, or when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** The fact doesn't hold: each problem says what was found, what was expected and where to look. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** Fails the check where there are problems; each is told once, however many saw it. */
export function failOnProblems(problems: readonly Problem[]): void {
  const different = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  if (different.size > 0) throw new CheckFailure([...different.values()]);
}
