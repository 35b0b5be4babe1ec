import { brokerHosts } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/** Every broker holds partitions, where there are any: Kafka gives a new one only those of new topics. */
export function judgeEmptyBrokers({
  topology,
  state: { topics, registered },
}: JudgedCluster<'topics' | 'registered'>): readonly Finding[] {
  const partitions = topics
    .filter(({ topic }) => !topic.name?.startsWith('__'))
    .flatMap(({ topic }) => topic.partitions);
  const holding = new Set(partitions.flatMap(({ replicaNodes }) => replicaNodes));
  // With fewer replicas than brokers there is nothing to be told.
  const replicas = partitions.reduce((sum, { replicaNodes }) => sum + replicaNodes.length, 0);
  if (replicas < brokerHosts(topology).length) return [];
  return brokerHosts(topology)
    .filter(({ broker: { id } }) => registered.includes(id) && !holding.has(id))
    .map(({ name }) => ({
      path: name,
      rule: 'hold partitions',
      value: 'none: it does no work yet',
      remedy: `Move some to it with ${mend(topology).move}`,
    }));
}
