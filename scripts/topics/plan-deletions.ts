import { UserError } from '../../cluster/errors';
import { isInternalTopic } from '../../cluster/topics/topic-names';
import type { Topology } from '../../cluster/topology';
import type { FoundTopics } from '../health/topics/found-topics';
import type { StepOfTopic } from '../health/topics/topic-steps';

/**
 * The steps that delete these topics, as far as they are there.
 *
 * @throws UserError for one that the spec wants, or that is Kafka's own
 */
export function planDeletions(
  names: readonly string[],
  { spec }: Topology,
  { topics }: Pick<FoundTopics, 'topics'>,
): readonly StepOfTopic[] {
  const refused = names.flatMap((name) => {
    const isDeclared = spec.topics.some((topic) => topic.name === name);
    if (!isDeclared && !isInternalTopic(name)) return [];
    return [
      `--delete: must name a topic that ${isDeclared ? 'stands in no spec' : "is not Kafka's own"}, got '${name}'. ` +
        `${isDeclared ? 'Take it out of the spec, and deploy' : 'Leave it out'}.`,
    ];
  });
  if (refused.length > 0) throw new UserError(refused.join('\n'));
  return [...new Set(names)]
    .filter((name) => topics.has(name))
    .map((topic) => ({ kind: 'delete', topic, loses: 'all of its records' }));
}
