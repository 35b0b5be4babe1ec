import { judgeTopics } from '../topics/judge-topics';
import { planTopics } from '../topics/plan-topics';
import { controllerOf } from './cluster-state';
import { foundTopicsOf, type TopicsSeen } from './found-topics-of';
import type { Finding, JudgedCluster } from './judged-cluster';

type Part = TopicsSeen | 'controllers';

/** Topics and quotas are as the spec says. While nobody says which there are, that is another judgement's matter. */
export function judgeDeclaredTopics({ topology, state }: JudgedCluster<Part>): readonly Finding[] {
  if (controllerOf(state) === undefined) return [];
  return judgeTopics(planTopics(topology, foundTopicsOf(state)), topology);
}
