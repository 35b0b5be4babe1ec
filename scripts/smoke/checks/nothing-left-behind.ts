import { judgeReassignments } from '../../health/cluster/judge-reassignments';
import { judgeThrottles } from '../../health/cluster/judge-throttles';
import { stateCheck } from '../state-check';

/** What a move that is over, or broke off, may have left. */
export const nothingLeftBehind = stateCheck({
  id: 'nothing-left-behind',
  title: 'No partition is being moved, and no replication is throttled',
  judges: [judgeReassignments, judgeThrottles],
  isOfController: true,
  seen: () => 'no reassignment, no throttle',
});
