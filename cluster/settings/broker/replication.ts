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
      value: () => 4,
      why: 'One fetcher falls behind with hundreds of partitions, and acks=all waits for it.',
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
