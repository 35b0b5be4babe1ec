import type { Topology } from '../../cluster/topology';
import type { Brokers } from '../cluster-access/ask-brokers';
import { askForUser } from '../cluster-access/ask-for-user';
import { directReach, type Reach } from '../cluster-access/reach';
import { subjectOf } from '../health/topics/judge-topics';
import { planTopics, type TopicPlan } from '../health/topics/plan-topics';
import { readFoundTopics } from '../health/topics/read-found-topics';
import { describeStep, isLossy, type TopicStep } from '../health/topics/topic-steps';
import { isNoted, readManaged, rememberManaged } from '../health/topics/managed-names';
import { ALONE } from '../changing/alone';
import type { ClusterChange } from '../changing/cluster-change';
import { lookAfterwards } from '../changing/look-afterwards';
import { applyStep } from './apply-step';
import { planDeletions } from './plan-deletions';
import { takeLeftThrottlesBack, waitForMoves } from './move-replicas';

export { directReach };

export interface TopicLook {
  readonly topology: Topology;
  /** @default - each host answers at its own address */
  readonly reach?: Reach;
  readonly signal: AbortSignal;
  /** Topics of which something may be lost. @default - none */
  readonly allowDataLoss?: readonly string[];
  /** Topics that are to be deleted; each must be allowed to lose its records too. @default - none */
  readonly deleted?: readonly string[];
}

export interface TopicChange extends TopicLook {
  readonly say: (text: string) => void;
  /** The change that it is part of. @default - nobody else changes the cluster */
  readonly change?: Pick<ClusterChange, 'confirm' | 'step'>;
}

/** What is to be done, and what is not done before somebody allows it. */
export interface SplitPlan extends TopicPlan {
  readonly withheld: readonly TopicStep[];
  /** Whether it is noted in the cluster what the spec names. */
  readonly isNoted: boolean;
}

/**
 * Looks, and compares with the spec.
 *
 * @throws UserError where Kafka gives no answer
 */
export async function lookAtTopics(change: TopicLook): Promise<SplitPlan> {
  return await askForUser(wayOf(change), (brokers) => lookWith(brokers, change));
}

/**
 * Brings the topics and quotas of the spec to the cluster, a step at a time, and looks again.
 *
 * @returns what differs still: what was not allowed, what can't be mended
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function convergeTopics(change: TopicChange): Promise<SplitPlan> {
  return await askForUser(wayOf(change), async (brokers) => {
    const { signal, say } = change;
    const moving = { brokers, signal, say, change: change.change ?? ALONE };
    await waitForMoves(
      moving,
      change.topology.spec.topics.map(({ name }) => name),
    );
    await takeLeftThrottlesBack(moving);
    const plan = await lookWith(brokers, change);
    for (const step of plan.steps) {
      change.signal.throwIfAborted();
      change.say(`${subjectOf(step)}: ${describeStep(step)}`);
      await doStep(moving.change, step, () => applyStep(moving, step));
    }
    await rememberManaged(change);
    return await lookAfterwards(() => lookWith(brokers, { ...change, deleted: [] }), signal);
  });
}

const wayOf = ({ topology, reach = directReach, signal }: TopicLook) => ({
  ...{ topology, reach, signal },
});

async function doStep(
  change: Pick<ClusterChange, 'confirm' | 'step'>,
  step: TopicStep,
  work: () => Promise<void>,
): Promise<void> {
  await change.confirm();
  await change.step({ what: `${subjectOf(step)}: ${describeStep(step)}` }, work);
}

async function lookWith(brokers: Brokers, change: TopicLook): Promise<SplitPlan> {
  const [seen, managed] = await Promise.all([readFoundTopics(brokers), readManaged(change)]);
  const found = { ...seen, ...(managed && { managed }) };
  const plan = planTopics(change.topology, found);
  const deletions = planDeletions(change.deleted ?? [], change.topology, found);
  const allowed = new Set(change.allowDataLoss);
  const steps = [...plan.steps, ...deletions];
  const isWithheld = (step: TopicStep) => isLossy(step) && !allowed.has(step.topic);
  return {
    ...plan,
    steps: steps.filter((step) => !isWithheld(step)),
    withheld: steps.filter(isWithheld),
    isNoted: isNoted(change.topology, managed),
  };
}

/** Whether nothing differs from the spec. */
export function isAsDeclared({ steps, withheld, problems }: SplitPlan): boolean {
  return steps.length + withheld.length + problems.length === 0;
}
