import { findController } from '../../cluster-access/ask-brokers';
import { fragileTopics, judgeReplication } from '../../health/cluster/judge-replication';
import { readTopics } from '../../health/cluster/read-topics';
import { failOnProblems } from '../check-failure';
import { counted } from '../../terminal/quantities';
import type { SmokeCheck } from '../smoke-check';

/** Asks the controller about all topics. */
export const replication: SmokeCheck = {
  id: 'replication',
  title: 'Every partition has a leader, and all of its replicas are in sync',
  run: async ({ topology, kafka }) => {
    const topics = await readTopics(kafka.broker(await findController({ topology, kafka })));
    failOnProblems(judgeReplication({ topology, state: { topics } }));
    if (topics.length === 0) return 'no topics yet';
    const partitions = topics.reduce((sum, { topic }) => sum + topic.partitions.length, 0);
    const fragile = fragileTopics(topics);
    const warning = `; with a broker down, no writes to ${fragile.join(', ')}`;
    const seen = `${counted(partitions, 'partition')} of ${counted(topics.length, 'topic')}`;
    return fragile.length > 0 ? `${seen}${warning}` : seen;
  },
};
