import { judgeTopics } from '../../health/topics/judge-topics';
import { planTopics } from '../../health/topics/plan-topics';
import { readFoundTopics } from '../../health/topics/read-found-topics';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

/** Every topic and quota of the spec is in the cluster, and is as it says. */
export const topicsAsDeclared: SmokeCheck = {
  id: 'topics-as-declared',
  title: 'Topics and quotas are as the spec says',
  run: async ({ topology, kafka }) => {
    const { topics, quotas } = topology.spec;
    if (topics.length + quotas.length === 0) return 'the spec has none';
    const plan = planTopics(topology, await readFoundTopics({ topology, kafka }));
    failOnProblems(judgeTopics(plan));
    return `${topics.length} topics, ${quotas.length} quotas`;
  },
};
