import type { Problem } from '../../../cluster/errors';
import { brokerHosts, type BrokerHost, type Topology } from '../../../cluster/topology';
import type { ClusterState } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/**
 * Every broker is registered. One that may not be there yet is missed all the same where it holds a
 * replica of anything.
 */
export function judgeRegistration({
  topology,
  state,
  apartFrom,
  notYet = [],
}: JudgedCluster<'registered' | 'topics' | 'unreached'>): readonly Finding[] {
  return brokerHosts(topology)
    .filter(({ name, broker }) => name !== apartFrom && !state.registered.includes(broker.id))
    .filter((host) => !notYet.includes(host.name) || holdsReplicas(host, state))
    .map((host) => ({
      host: host.name,
      ...(state.unreached.get(host.name) ?? notRegistered(host, topology, state)),
    }));
}

function holdsReplicas({ broker }: BrokerHost, { topics }: Pick<ClusterState, 'topics'>): boolean {
  return topics.some(({ topic }) =>
    topic.partitions.some(({ replicaNodes }) => replicaNodes.includes(broker.id)),
  );
}

function notRegistered(
  { name, broker, paths }: BrokerHost,
  topology: Topology,
  { registered }: Pick<ClusterState, 'registered'>,
): Problem {
  return {
    path: name,
    rule: `be registered as broker ${broker.id}`,
    value: registered.length === 0 ? 'no brokers' : `brokers ${registered.join(', ')}`,
    remedy: `Look at Kafka's log in ${paths.kafka.logs} of ${name}; ${mend(topology).converge} starts one that was stopped, ${mend(topology).restart(name)} one that hangs`,
  };
}
