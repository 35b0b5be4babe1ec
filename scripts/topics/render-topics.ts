import { formatProblem } from '../../cluster/errors';
import { entityText } from '../../cluster/topics/resolve-quotas';
import type { Topology } from '../../cluster/topology';
import { visibleLine } from '../../cluster/visible-text';
import { subjectOf } from '../health/topics/judge-topics';
import { describeStep, isLossy, type TopicStep } from '../health/topics/topic-steps';
import type { Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import type { SplitPlan } from './converge-topics';
import { counted } from '../terminal/quantities';

/** What differs from the spec and what was left alone, for a person. */
export function renderTopics(
  { spec }: Topology,
  plan: SplitPlan,
  { glyphs, width }: Terminal,
): string {
  const { steps, withheld, problems, unmanaged, foreign, foreignQuotas } = plan;
  const declared = `${counted(spec.topics.length, 'topic')}, ${counted(spec.quotas.length, 'quota')}`;
  const isWell = steps.length + withheld.length + problems.length === 0;
  const lines = [
    ...(isWell
      ? [`${glyphs.good} ${spec.clusterName}: all is as the spec says (${declared}).`]
      : [`${spec.clusterName}: not as the spec says (${declared}):`]),
    ...steps.map((step) => `${glyphs.warning} ${lineOf(step)}`),
    ...withheld.map((step) => `${glyphs.bad} ${lineOf(step)}${waits(step)}`),
    ...problems.map((problem) => `${glyphs.bad} ${formatProblem(problem)}`),
    ...unmanaged.map(
      (name) =>
        `${glyphs.warning} topic ${name}: stood in the spec before; it stays as it is, and nobody looks after it`,
    ),
    ...left('topics', foreign),
    ...left('quotas', foreignQuotas),
  ];
  return wrapLines(lines.map(visibleLine).join('\n'), width);
}

function lineOf(step: TopicStep): string {
  const loses = isLossy(step) ? `; it loses ${step.loses}` : '';
  return `${subjectOf(step)}: ${describeStep(step)}${loses}`;
}

function waits(step: TopicStep): string {
  return isLossy(step) ? `. Not done without --allow-data-loss ${step.topic}` : '';
}

const SHOWN = 10;

function left(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return [
    `Left alone, as they stand in no spec: ${what} ${names.slice(0, SHOWN).join(', ')}${more}`,
  ];
}

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const TOPICS_JSON_VERSION = 1;

/** The same for a program. */
export function renderTopicsJson({ spec }: Topology, plan: SplitPlan): string {
  const told = (step: TopicStep) => ({
    subject: subjectOf(step),
    kind: step.kind,
    what: describeStep(step),
    loses: isLossy(step) ? step.loses : null,
  });
  const { unmanaged, foreign, foreignQuotas } = plan;
  const json = {
    formatVersion: TOPICS_JSON_VERSION,
    clusterName: spec.clusterName,
    topics: spec.topics,
    quotas: spec.quotas.map(({ entity, limits }) => ({ entity: entityText(entity), limits })),
    steps: plan.steps.map(told),
    withheld: plan.withheld.map(told),
    problems: plan.problems.map(formatProblem),
    ...{ unmanaged, foreign, foreignQuotas },
  };
  return JSON.stringify(json, null, 2);
}
