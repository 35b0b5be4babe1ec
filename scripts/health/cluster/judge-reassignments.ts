import type { Problem } from '../../../cluster/errors';
import type { JudgedCluster } from './judged-cluster';

const SHOWN = 5;

/** No replica is being moved to another broker. */
export function judgeReassignments({ state }: JudgedCluster<'reassignments'>): readonly Problem[] {
  const { length } = state.reassignments;
  if (length === 0) return [];
  const shown = state.reassignments.slice(0, SHOWN).join(', ');
  return [
    {
      path: 'The partitions',
      rule: 'stay where they are while hosts are changed',
      value: `${length} being moved (${shown}${length > SHOWN ? ', …' : ''})`,
      remedy: 'Wait until the reassignment is over, or cancel it',
    },
  ];
}
