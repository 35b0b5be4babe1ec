import { Token } from 'cdktf';
import { ROLE_OR_USER_ARN } from '../../../stacks/validation/aws-values';
import { deployerProblems } from '../../../stacks/validation/deployer-rules';

const ROLE = 'arn:aws:iam::123456789012:role/ci/deploy';

it.each([
  ['a role', ROLE],
  ['a user', 'arn:aws:iam::123456789012:user/ops/ada@example.com'],
  [
    'what single sign-on makes',
    'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Kafka_*',
  ],
  ['a role in China', 'arn:aws-cn:iam::123456789012:role/deploy'],
])('takes %s', (_, arn) => {
  expect(ROLE_OR_USER_ARN(arn, 'deployers[0]')).toEqual([]);
});

it.each([
  ['nothing', ''],
  ['everyone', '*'],
  ['every role', 'arn:aws:iam::123456789012:role/*'],
  ['every role of any length', 'arn:aws:iam::123456789012:role/?/*'],
  ['a role of any account', 'arn:aws:iam::*:role/deploy'],
  ['an account', 'arn:aws:iam::123456789012:root'],
  ['a bare number', '123456789012'],
  ['a name', 'deploy'],
  ['a group, which never calls', 'arn:aws:iam::123456789012:group/ops'],
  ['a session', 'arn:aws:sts::123456789012:assumed-role/deploy/i-0a1b2c3d'],
  ['two in one', `${ROLE} ${ROLE}`],
  ['two lines', `${ROLE}\n`],
])('refuses %s', (_, arn) => {
  expect(ROLE_OR_USER_ARN(arn, 'deployers[1]')).toMatchObject([
    { path: 'deployers[1]', value: arn },
  ]);
});

it('refuses those of several accounts, as only the cluster’s is let in', () => {
  const other = 'arn:aws:iam::999999999999:role/deploy';
  expect(deployerProblems([ROLE, other])).toMatchObject([
    { path: 'deployers', value: '123456789012, 999999999999' },
  ]);
});

it('waits for those that terraform makes', () => {
  const later = Token.asString({ resolve: () => 'later', creationStack: [] });
  expect(deployerProblems([ROLE, later])).toEqual([]);
});
