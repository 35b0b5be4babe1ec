import { durabilityWeakened } from '../../../../scripts/plan-review/rules/durability-weakened';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it.each([
  ['min.insync.replicas=2', 'min.insync.replicas=1', 'danger'],
  ['min.insync.replicas=3', 'min.insync.replicas=2', 'care'],
  ['min.insync.replicas=2', '', 'danger'],
  ['default.replication.factor=3', '', 'danger'],
  ['offsets.topic.replication.factor=4', '', 'care'],
  ['min.insync.replicas=1', 'min.insync.replicas=2', undefined],
  ['default.replication.factor=3', 'default.replication.factor=2', 'care'],
  ['', 'unclean.leader.election.enable=true', 'danger'],
  ['unclean.leader.election.enable=true', '', undefined],
  ['num.io.threads=8', 'num.io.threads=4', undefined],
])('judges %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({ settings: () => [`a=1\n${before}\n`, `a=1\n${after}\n`] });
  expect(severityOf(durabilityWeakened, cluster)).toBe(expected);
});

it.each([
  [
    { config: { 'min.insync.replicas': '2' } },
    { config: { 'min.insync.replicas': '1' } },
    'danger',
  ],
  [{ config: {} }, { config: { 'unclean.leader.election.enable': 'true' } }, 'danger'],
  [{ replication_factor: 3 }, { replication_factor: 2 }, 'care'],
  [{ replication_factor: 3 }, { replication_factor: 1 }, 'danger'],
  [{ replication_factor: 1 }, { replication_factor: 3 }, undefined],
  [{ config: { 'min.insync.replicas': '2' } }, { config: {} }, 'danger'],
])('judges a topic’s %j → %j', (before, after, expected) => {
  const topic = { address: 'kafka_topic.orders', before, after };
  expect(severityOf(durabilityWeakened, [topic])).toBe(expected);
});

it('takes a setting that is known only after the apply for care, and one that is gone for its default', () => {
  const topic = {
    address: 'kafka_topic.orders',
    before: { config: { 'min.insync.replicas': '2' } },
    after: { config: {} },
  };
  const afterUnknown = { config: { 'min.insync.replicas': true } };
  expect(severityOf(durabilityWeakened, [{ ...topic, afterUnknown }])).toBe('care');
  expect(severityOf(durabilityWeakened, [topic])).toBe('danger');
});
