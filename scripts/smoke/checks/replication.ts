import { judgeReplication } from '../../health/cluster/judge-replication';
import { counted } from '../../terminal/quantities';
import { stateCheck } from '../state-check';

/** By the controller's word about all topics. */
export const replication = stateCheck({
  id: 'replication',
  title: 'Every partition has a leader, and all of its replicas are in sync',
  judges: [judgeReplication],
  isOfController: true,
  seen: ({ topics }) => {
    if (topics.length === 0) return 'no topics yet';
    const partitions = topics.reduce((sum, { topic }) => sum + topic.partitions.length, 0);
    return `${counted(partitions, 'partition')} of ${counted(topics.length, 'topic')}`;
  },
});
