import { foundTopic, isSomebodys } from '../topics/found-topic';
import type { FoundTopics } from '../topics/found-topics';
import type { ClusterState } from './cluster-state';

/** What a plan of topics needs of a look. */
export type TopicsSeen =
  'topics' | 'topicSettings' | 'quotas' | 'managed' | 'reassignments' | 'registered';

/** What a look saw, as a plan of topics is made from it. */
export function foundTopicsOf({
  topics,
  topicSettings,
  ...state
}: Pick<ClusterState, TopicsSeen>): FoundTopics {
  const { quotas, managed, registered, reassignments } = state;
  const found = topics
    .filter(({ topic }) => isSomebodys(topic))
    .map(({ topic }) => foundTopic(topic, topicSettings.get(topic.name!)));
  return {
    topics: new Map(found.map((topic) => [topic.name, topic])),
    ...{ quotas, registered, ...(managed && { managed }) },
    moving: new Set(reassignments.map((partition) => partition.replace(/-\d+$/, ''))),
  };
}
