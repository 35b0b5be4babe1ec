import {
  internalReplicas,
  transactionMinInsyncReplicas,
} from '../../../../cluster/settings/broker/groups';

const needs = (brokers: number, minInsyncReplicas: number, brokerSettings = {}) => ({
  brokers: Array.from({ length: brokers }),
  topicDefaults: { minInsyncReplicas },
  brokerSettings,
});

it.each([
  { brokers: 2, minInsyncReplicas: 1, replicas: 2 },
  { brokers: 3, minInsyncReplicas: 2, replicas: 3 },
  { brokers: 50, minInsyncReplicas: 1, replicas: 3 },
  { brokers: 5, minInsyncReplicas: 3, replicas: 4 },
  { brokers: 5, minInsyncReplicas: 4, replicas: 5 },
])(
  '$brokers brokers with $minInsyncReplicas in sync keep $replicas copies, so one can restart',
  ({ brokers, minInsyncReplicas, replicas }) => {
    expect(internalReplicas(needs(brokers, minInsyncReplicas))).toBe(replicas);
    expect(transactionMinInsyncReplicas(needs(brokers, minInsyncReplicas))).toBe(replicas - 1);
  },
);

it('the in-sync replicas of transactions follow the replicas that a spec sets', () => {
  const settings = { 'transaction.state.log.replication.factor': 2 };
  expect(transactionMinInsyncReplicas(needs(5, 2, settings))).toBe(1);
});
