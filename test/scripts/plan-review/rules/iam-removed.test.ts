import { iamRemoved } from '../../../../scripts/plan-review/rules/iam-removed';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const role = (host: string, after: object | null) => ({
  address: 'aws_iam_role.r',
  before: { name: `prod-eu-west-1-${host}` },
  after: after as Record<string, unknown> | null,
});
const without4 = plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) });

it.each([
  ['a role that goes', [role('broker-1', null)], 'care'],
  ['a role that goes with its host', [...without4, role('broker-4', null)], undefined],
  ['a role of another host', [...without4, role('broker-44', null)], 'care'],
  [
    'a role that stays',
    [role('broker-1', { name: 'prod-eu-west-1-broker-1', tags: {} })],
    undefined,
  ],
  [
    'a host that loses its profile',
    [
      {
        address: 'aws_instance.a',
        before: { iam_instance_profile: 'p' },
        after: { iam_instance_profile: '' },
      },
    ],
    'care',
  ],
])('judges %s', (_, resources, expected) => {
  expect(severityOf(iamRemoved, resources)).toBe(expected);
});
