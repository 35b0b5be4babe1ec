import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';
import { mend } from '../remedies';

/** No replication is throttled while nothing is moved: who had set that is gone, and left it behind. */
export function judgeThrottles({
  topology,
  state: { throttled, reassignments },
}: JudgedCluster<'throttled' | 'reassignments'>): readonly Finding[] {
  if (throttled.length === 0 || reassignments.length > 0) return [];
  return [
    {
      path: topology.spec.clusterName,
      rule: 'replicate without a throttle while no partition is being moved',
      value: `throttles left at ${someOf(throttled)}`,
      remedy: `Take them back with ${mend(topology).unthrottle}`,
    },
  ];
}
