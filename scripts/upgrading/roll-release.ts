import { formatProblem, UserError } from '../../cluster/errors';
import { planConvergence, renderPlan, type SeenPlan } from '../rolling/plan-convergence';
import { rollCluster, type Roll } from '../rolling/roll';
import type { PlannedCluster } from '../rolling/plan-convergence';
import { nextReleaseStep, type ReleaseStep } from './release-step';

/** What every host needs for one step. */
export async function planReleaseStep(
  cluster: PlannedCluster,
  { topology, running }: ReleaseStep,
): Promise<SeenPlan> {
  const releases = new Map(
    running.hosts.flatMap(({ host, binaries }) => (binaries ? [[host, binaries]] : [])),
  );
  return await planConvergence({ ...cluster, topology, releases });
}

/** A step and its plan, for people. */
export function renderStep({ words }: ReleaseStep, plan: SeenPlan): string {
  return [...words, renderPlan(plan)].join('\n');
}

export interface ReleaseRoll extends Omit<Roll, 'deployed'> {
  /** What is planned anew before each roll. */
  readonly planned: Omit<PlannedCluster, 'signal'>;
  /** What was shown already, and is not said again. */
  readonly shown?: string;
}

/**
 * Brings files to the hosts of a live cluster, in one roll, or in two where the protocol that brokers speak
 * among themselves is raised beyond what some of them understand: the first keeps it, while every host gets
 * its jars; the second raises it. Which of them it is, is read from what runs before each. So it may be
 * killed at any point: run again, it goes on in the roll in which it was.
 */
export async function rollRelease(roll: ReleaseRoll): Promise<void> {
  const { change, planned, onProgress } = roll;
  const ways = { ...planned, signal: change.signal };
  for (let wasHeld = false; ; wasHeld = true) {
    const step = await nextReleaseStep(ways);
    if (wasHeld && step.deployed) {
      onProgress?.(protocolStays(step));
      return;
    }
    const plan = await planReleaseStep(ways, step);
    const text = renderStep(step, plan);
    if (text !== roll.shown) onProgress?.(text);
    const unseen = plan.unseen.map(({ problem }) => formatProblem(problem));
    if (unseen.length > 0) throw new UserError(unseen.join('\n'));
    const { topology, deployed } = step;
    const cluster = { ...roll.cluster, topology };
    await rollCluster({ ...roll, cluster, ...(deployed && { deployed }) }, plan);
    if (!deployed) return;
  }
}

/** Some hosts were left out. */
function protocolStays({ topology, deployed = topology, running }: ReleaseStep): string {
  const { kafkaVersion, release } = deployed.spec;
  const older = running.hosts.filter(({ binaries }) => binaries !== kafkaVersion);
  const names = older.map(({ host }) => host).join(', ');
  return `inter.broker.protocol.version stays ${topology.spec.release.interBrokerProtocol} until ${names} run Kafka ${kafkaVersion} as well; then it becomes ${release.interBrokerProtocol}.`;
}
