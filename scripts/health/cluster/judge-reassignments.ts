import type { Problem } from '../../../cluster/errors';
import type { JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/** No replica is being moved to another broker. */
export function judgeReassignments({ state }: JudgedCluster<'reassignments'>): readonly Problem[] {
  const { length } = state.reassignments;
  if (length === 0) return [];
  return [
    {
      path: 'The partitions',
      rule: 'stay where they are while hosts are changed',
      value: `${length} being moved (${someOf(state.reassignments)})`,
      remedy: 'Wait until the reassignment is over, or cancel it',
    },
  ];
}
