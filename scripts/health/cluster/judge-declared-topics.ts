import type { FoundTopics } from '../topics/found-topics';
import { foundTopic, isSomebodys } from '../topics/found-topic';
import { judgeTopics } from '../topics/judge-topics';
import { planTopics } from '../topics/plan-topics';
import { controllerOf, type ClusterState } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';

type Part =
  | 'topics'
  | 'topicSettings'
  | 'quotas'
  | 'managed'
  | 'reassignments'
  | 'registered'
  | 'controllers';

/** Topics and quotas are as the spec says. While nobody says which there are, that is another judgement's matter. */
export function judgeDeclaredTopics({ topology, state }: JudgedCluster<Part>): readonly Finding[] {
  if (controllerOf(state) === undefined) return [];
  return judgeTopics(planTopics(topology, foundTopicsOf(state)), topology);
}

/** What a look saw, as a plan of topics is made from it. */
function foundTopicsOf({ topics, topicSettings, ...state }: Pick<ClusterState, Part>): FoundTopics {
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
