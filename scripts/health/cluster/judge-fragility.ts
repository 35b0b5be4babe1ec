import { fragileTopics } from './judge-replication';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/** Every topic takes writes while any one broker restarts. */
export function judgeFragility({ state: { topics } }: JudgedCluster<'topics'>): readonly Finding[] {
  const fragile = fragileTopics(topics);
  if (fragile.length === 0) return [];
  return [
    {
      path: 'The topics',
      rule: 'have more replicas than min.insync.replicas, to take writes while a broker restarts',
      value: `${fragile.length} that ${fragile.length === 1 ? 'has' : 'have'} not (${someOf(fragile)})`,
      remedy:
        'Add replicas, or lower min.insync.replicas of the topic; else each restart of a broker stops their writes',
    },
  ];
}
