import { judgeDeclaredTopics } from '../../health/cluster/judge-declared-topics';
import { stateCheck } from '../state-check';
import { counted } from '../../terminal/quantities';

/** Every topic and quota of the spec is in the cluster, and is as it says. */
export const topicsAsDeclared = stateCheck({
  id: 'topics-as-declared',
  title: 'Topics and quotas are as the spec says',
  judges: [judgeDeclaredTopics],
  isOfController: true,
  seen: (_, { spec: { topics, quotas } }) =>
    topics.length + quotas.length === 0
      ? 'the spec has none'
      : `${counted(topics.length, 'topic')}, ${counted(quotas.length, 'quota')}`,
});
