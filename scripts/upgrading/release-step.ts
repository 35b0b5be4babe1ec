import { compareReleases, minorRelease } from '../../cluster/kafka-releases';
import { formatProblem, UserError, type Problem } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { findUnknownSettings } from './find-unknown-settings';
import { heldTopology } from './held-topology';
import { planRelease, type ReleasePlan } from './plan-release';
import { readRunningReleases, type ReleaseWays } from './read-running-releases';
import type { RunningReleases } from './running-release';

/** The next roll on the way to the release and the protocol of the spec. */
export interface ReleaseStep {
  /** What is brought now. */
  readonly topology: Topology;
  /** What the hosts' bucket has, where that is for a later roll. */
  readonly deployed?: Topology;
  readonly running: RunningReleases;
  /** What happens to the release, for people; empty where it stays as it is. */
  readonly words: readonly string[];
}

/**
 * Looks at what runs, and says what comes next. Asked again after each roll, and after a run that was
 * killed: nothing is remembered.
 *
 * @param onRunning told what runs before it is judged
 * @throws UserError where the spec's release or protocol is one to which there is no way
 */
export async function nextReleaseStep(
  ways: ReleaseWays,
  onRunning?: (running: RunningReleases) => void,
): Promise<ReleaseStep> {
  const { topology } = ways;
  const running = await readRunningReleases(ways);
  onRunning?.(running);
  const plan = planRelease(topology.spec, running);
  if (plan.kind === 'refused') throw refusal(plan.problems);
  if (isOlder(topology, running)) {
    const problems = await findUnknownSettings(ways);
    if (problems.length > 0) throw refusal(problems);
  }
  const words = wordsFor(topology, running, plan);
  if (plan.kind === 'as-deployed') return { topology, running, words };
  return { topology: heldTopology(topology, plan.protocol), deployed: topology, running, words };
}

function refusal(problems: readonly Problem[]): UserError {
  return new UserError([...problems.map(formatProblem), 'Nothing was changed.'].join('\n'));
}

/** Whether some broker has a newer line of Kafka than the spec, not only a newer patch. */
function isOlder({ spec }: Topology, { hosts }: RunningReleases): boolean {
  return hosts.some(
    ({ isBroker, binaries }) =>
      isBroker &&
      binaries !== undefined &&
      compareReleases(minorRelease(binaries), minorRelease(spec.kafkaVersion)) > 0,
  );
}

function wordsFor(
  { spec }: Topology,
  { hosts }: RunningReleases,
  plan: Exclude<ReleasePlan, { kind: 'refused' }>,
): readonly string[] {
  const found = new Set(hosts.flatMap(({ binaries }) => binaries ?? []));
  const others = [...found]
    .filter((release) => release !== spec.kafkaVersion)
    .sort(compareReleases);
  const { interBrokerProtocol: protocol } = spec.release;
  const release = `Kafka ${others.join(', ')} → ${spec.kafkaVersion}`;
  const raised = `From then on there is no way back to Kafka`;
  if (plan.kind === 'held') {
    return [
      `${release}, in two rolls. The first brings the jars, and keeps inter.broker.protocol.version ${plan.protocol}. When every broker runs them, the second raises it to ${protocol}. ${raised} ${plan.protocol}.`,
    ];
  }
  const both = others.length > 0 ? `${release}, in one roll.` : '';
  if (plan.from === undefined) return both ? [both] : [];
  const raise = `inter.broker.protocol.version ${plan.from} → ${protocol}, which every broker understands. ${raised} ${plan.from}.`;
  return [`${both} ${raise}`.trim()];
}
