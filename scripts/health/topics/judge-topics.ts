import type { Problem } from '../../../cluster/errors';
import { entityText } from '../../../cluster/topics/resolve-quotas';
import type { Topology } from '../../../cluster/topology';
import { commandFor, mend } from '../remedies';
import type { TopicPlan } from './plan-topics';
import { describeStep, isLossy, type TopicStep } from './topic-steps';

/** Topics and quotas are as the spec says. */
export function judgeTopics(
  { steps, problems }: Pick<TopicPlan, 'steps' | 'problems'>,
  topology: Pick<Topology, 'namedBy'>,
) {
  return [...problems, ...steps.map((step) => difference(step, topology))];
}

function difference(step: TopicStep, topology: Pick<Topology, 'namedBy'>): Problem {
  return {
    path: subjectOf(step),
    rule: 'be as the spec says',
    value: `a change to be made: ${describeStep(step)}`,
    remedy: remedyOf(step, topology),
  };
}

/** What a step is about: `topic app-logs`. */
export function subjectOf(step: TopicStep): string {
  return step.kind === 'quota' ? `quota of ${entityText(step.entity)}` : `topic ${step.topic}`;
}

function remedyOf(step: TopicStep, topology: Pick<Topology, 'namedBy'>): string {
  if (!isLossy(step)) return `Bring it to the cluster: ${mend(topology).topics}`;
  return `It loses ${step.loses}: put the spec back, or allow it with ${commandFor(topology, `topics --allow-data-loss ${step.topic}`)}`;
}
