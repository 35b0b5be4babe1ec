import { followedPartitions } from '../../replicas';
import type { BrokerSettingSection } from './broker-setting';

export const replication: BrokerSettingSection = {
  title: 'Replication',
  settings: [
    {
      key: 'default.replication.factor',
      value: ({ spec }) => spec.topicDefaults.replicationFactor,
      why: 'Of topics that name no number of their own. One copy would die with its disk.',
    },
    {
      key: 'min.insync.replicas',
      value: ({ spec }) => spec.topicDefaults.minInsyncReplicas,
      why: 'With acks=all, a write is acknowledged only when so many brokers hold it.',
    },
    {
      key: 'unclean.leader.election.enable',
      value: () => false,
      why: 'A replica that lags never becomes leader: rather a partition stands still than loses records.',
    },
    {
      key: 'num.replica.fetchers',
      value: ({ spec }) => replicaFetchers(followedPartitions(spec)),
      why:
        'For each other broker. A fetch asks for all partitions of its fetcher, and acks=all waits for ' +
        'it: with hundreds it is slow, and with few more fetchers only send more fetches.',
    },
    {
      key: 'replica.fetch.backoff.ms',
      value: () => 100,
      why:
        'So long a follower waits after a fetch that failed. One that asks a new leader too early would ' +
        "wait Kafka's whole second, and with acks=all whoever writes waits with it.",
    },
    {
      key: 'replica.selector.class',
      value: () => 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
      why:
        'Consumers that name their rack (client.rack) read from it, and pay for no traffic between ' +
        'zones. Nothing changes for the others.',
    },
    {
      key: 'inter.broker.protocol.version',
      value: ({ spec }) => spec.release.interBrokerProtocol,
      why:
        'What every broker speaks. Written out, so that a newer release does not raise it by itself ' +
        'while older brokers are still running.',
    },
  ],
};

const MOST_FETCHERS = 8;

/** Partitions of one fetcher from which on two are better. */
const PARTITIONS_PER_FETCHER = 64;

/**
 * `num.replica.fetchers`: 1, 2, 4 or 8, so that a spec which grows changes it three times at most, and a
 * running broker could be given each next step.
 *
 * @param followed partitions that a broker fetches from each other one
 */
export function replicaFetchers(followed: number): number {
  const fetchers = 2 ** Math.ceil(Math.log2(Math.max(1, followed / PARTITIONS_PER_FETCHER)));
  return Math.min(MOST_FETCHERS, fetchers);
}
