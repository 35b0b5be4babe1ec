import { RULES } from '../../../../scripts/plan-review/rules';
import { plannedCluster, SETTINGS } from '../../../support/planned-cluster';
import { factsOf } from '../../../support/judge-plan';

it('is exactly these rules, data first', () => {
  expect(RULES.map(({ id }) => id)).toEqual([
    'volume-lost',
    'inner-disk-lost',
    'volume-detached',
    'key-lost',
    'data-store-lost',
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
    'listener-weakened',
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
    'retention-shortened',
    'durability-weakened',
    'text-unseen',
    'host-files-lost',
    'bucket-history-lost',
    'iam-removed',
    'alarms-removed',
    'resource-lost',
    'plan-partial',
  ]);
});

it.each([
  ['no change', plannedCluster({ gates: 'idle' })],
  ['a cluster made from nothing', plannedCluster({ isNew: true })],
  [
    'one setting that running brokers take',
    plannedCluster({ gates: 'idle', settings: () => [SETTINGS, `${SETTINGS}num.io.threads=16\n`] }),
  ],
  ['other tags', plannedCluster({ gates: 'idle', instance: () => ({ monitoring: true }) })],
])('says nothing at all about %s', (_, resources) => {
  const facts = factsOf(resources);
  expect(
    RULES.flatMap((rule) => rule.judge({ ...facts, plan: { ...facts.plan, isPartial: false } })),
  ).toEqual([]);
});
