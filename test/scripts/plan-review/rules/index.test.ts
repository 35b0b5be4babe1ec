import { RULES } from '../../../../scripts/plan-review/rules';
import { file, plannedCluster } from '../../../support/planned-cluster';
import { factsOf } from '../../../support/judge-plan';

it('is exactly these rules, data first', () => {
  expect(RULES.map(({ id }) => id)).toEqual([
    'data-store-lost',
    'volume-lost',
    'inner-disk-lost',
    'volume-detached',
    'volume-empty',
    'objects-expire',
    'key-lost',
    'store-shrunk',
    'history-cut',
    'claim-lost',
    'template-disk-lost',
    'members-fewer',
    'cluster-reduced',
    'chart-weakened',
    'command-harmful',
    'retention-shortened',
    'hosts-down-together',
    'host-removed',
    'identity-changed',
    'quorum-changed',
    'kafka-downgrade',
    'upgrade-step-skipped',
    'state-forgotten',
    'change-unknown',
    'ingress-widened',
    'exposed-to-internet',
    'traffic-cut',
    'path-changed',
    'security-changed',
    'listener-weakened',
    'cluster-opened',
    'acl-opened',
    'iam-widened',
    'encryption-weakened',
    'metadata-open',
    'gates-off',
    'protection-off',
    'host-replaced',
    'host-stopped',
    'host-added',
    'host-change-unjudged',
    'image-moved',
    'user-data-changed',
    'configuration-restarts',
    'manifest-changed',
    'host-program-changed',
    'durability-weakened',
    'topic-narrowed',
    'topic-unmanaged',
    'group-renewed',
    'clients-refused',
    'text-unseen',
    'capacity-cut',
    'host-files-lost',
    'iam-removed',
    'alarms-removed',
    'check-failed',
    'values-redacted',
    'plan-partial',
    'change-unjudged',
    'resource-lost',
  ]);
});

const LOGROTATE = 'file 0 0644 root root nothing /etc/kafka/logrotate.conf\n';

it.each([
  ['no change', plannedCluster({ gates: 'idle' })],
  ['a cluster made from nothing', plannedCluster({ isNew: true })],
  [
    'a file that no process reads at its start',
    [
      ...plannedCluster({ gates: 'idle' }),
      file(1, 'manifest', [LOGROTATE, LOGROTATE]),
      file(1, 'etc/kafka/logrotate.conf', ['a', 'b']),
    ],
  ],
  ['other tags', plannedCluster({ gates: 'idle', instance: () => ({ monitoring: true }) })],
])('says nothing at all about %s', (_, resources) => {
  const facts = factsOf(resources);
  expect(
    RULES.flatMap((rule) => rule.judge({ ...facts, plan: { ...facts.plan, isPartial: false } })),
  ).toEqual([]);
});
