import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';
import { someOf } from './some-of';

/** No replica is being moved to another broker. */
export function judgeReassignments({
  topology,
  state: { reassignments, throttled },
}: JudgedCluster<'reassignments' | 'throttled'>): readonly Finding[] {
  const { length } = reassignments;
  if (length === 0) return [];
  const slowed = throttled.length > 0 ? ', throttled' : '';
  return [
    {
      path: 'The partitions',
      rule: 'stay where they are while hosts are changed',
      value: `${length} being moved${slowed} (${someOf(reassignments)})`,
      remedy: `Wait until that is over; ${mend(topology).move} goes on with it, and shows the time left`,
    },
  ];
}
