import { iamRemoved } from '../../../../scripts/plan-review/rules/iam-removed';
import { severityOf } from '../../../support/judge-plan';

it.each([
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

const READ = { Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' };
const DENY = { Effect: 'Deny', Action: '*', Resource: '*' };

it.each([
  ['the same', 'aws_iam_role_policy', 'policy', [READ], [READ], undefined],
  ['more', 'aws_iam_role_policy', 'policy', [READ], [{ ...READ, Action: 's3:*' }], undefined],
  ['less', 'aws_iam_role_policy', 'policy', [READ], [{ ...READ, Action: 's3:GetObject' }], 'care'],
  ['nothing', 'aws_iam_role_policy', 'policy', [READ], [], 'care'],
  ['what it denies as well', 'aws_iam_policy', 'policy', [READ], [READ, DENY], 'care'],
  ['nobody to take it', 'aws_iam_role', 'assume_role_policy', [READ], [DENY], 'care'],
])('judges a policy that allows %s', (...[, type, key, before, after, expected]) => {
  const values = (Statement: readonly object[]) => ({ [key]: JSON.stringify({ Statement }) });
  const resource = { address: `${type}.p`, before: values(before), after: values(after) };
  expect(severityOf(iamRemoved, [resource])).toBe(expected);
});

it.each([
  ['another role', { role: 'other' }, {}],
  ['a role that is known only later', {}, { role: true }],
])('warns of an instance profile that is given %s', (_, after, afterUnknown) => {
  const profile = { address: 'aws_iam_instance_profile.p', before: { role: 'host' } };
  expect(severityOf(iamRemoved, [{ ...profile, after, afterUnknown }])).toBe('care');
});
