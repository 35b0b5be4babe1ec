import type { Problem } from '../../../cluster/errors';
import { RUN_PROGRAM } from '../../../cluster/program';
import { entityText } from '../../../cluster/topics/resolve-quotas';
import type { TopicPlan } from './plan-topics';
import { describeStep, isLossy, type TopicStep } from './topic-steps';

/** Topics and quotas are as the spec says. */
export function judgeTopics({ steps, problems }: Pick<TopicPlan, 'steps' | 'problems'>) {
  return [...problems, ...steps.map(difference)];
}

function difference(step: TopicStep): Problem {
  return {
    path: subjectOf(step),
    rule: 'be as the spec says',
    value: `a change to be made: ${describeStep(step)}`,
    remedy: remedyOf(step),
  };
}

/** What a step is about: `topic app-logs`. */
export function subjectOf(step: TopicStep): string {
  return step.kind === 'quota' ? `quota of ${entityText(step.entity)}` : `topic ${step.topic}`;
}

function remedyOf(step: TopicStep): string {
  const command = `${RUN_PROGRAM} topics --inventory FILE`;
  if (!isLossy(step)) return `Bring it to the cluster: \`${command}\``;
  return `It loses ${step.loses}: put the spec back, or allow it with \`${command} --allow-data-loss ${step.topic}\``;
}
