import { brokerHosts } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/** As Kafka's own `leader.imbalance.per.broker.percentage`. */
const BEARABLE_SHARE = 0.1;

/**
 * Every broker leads what it is the first replica of, where it is in sync: else it idles after its restart,
 * and others do its work.
 */
export function judgeLeaders({
  topology,
  state: { topics, registered },
}: JudgedCluster<'topics' | 'registered'>): readonly Finding[] {
  const partitions = topics.flatMap(({ topic }) => topic.partitions);
  // One that has just died may count as in sync for a while.
  const there = brokerHosts(topology).filter(({ broker }) => registered.includes(broker.id));
  const idle = there.flatMap(({ name, broker: { id } }) => {
    const preferred = partitions.filter(({ replicaNodes }) => replicaNodes[0] === id);
    const away = preferred.filter(
      ({ leaderId, isrNodes }) => leaderId !== -1 && leaderId !== id && isrNodes.includes(id),
    );
    const isUneven = away.length > BEARABLE_SHARE * preferred.length;
    return isUneven
      ? [`${name} leads ${preferred.length - away.length} of its ${preferred.length}`]
      : [];
  });
  if (idle.length === 0) return [];
  return [
    {
      path: 'The leaders',
      rule: 'be the first replicas of their partitions',
      value: idle.join(', '),
      remedy: `Hand leadership back with ${mend(topology).elect}; Kafka does so by itself after some minutes`,
    },
  ];
}
