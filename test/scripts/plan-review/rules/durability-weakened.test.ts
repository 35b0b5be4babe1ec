import { durabilityWeakened } from '../../../../scripts/plan-review/rules/durability-weakened';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

it.each([
  ['min.insync.replicas=2', 'min.insync.replicas=1', 'care'],
  ['min.insync.replicas=2', '', 'care'],
  ['min.insync.replicas=1', 'min.insync.replicas=2', undefined],
  ['default.replication.factor=3', 'default.replication.factor=2', 'care'],
  ['', 'unclean.leader.election.enable=true', 'care'],
  ['unclean.leader.election.enable=true', '', undefined],
  ['num.io.threads=8', 'num.io.threads=4', undefined],
])('judges %j → %j', (before, after, expected) => {
  const cluster = plannedCluster({ settings: () => [`a=1\n${before}\n`, `a=1\n${after}\n`] });
  expect(severityOf(durabilityWeakened, cluster)).toBe(expected);
});
