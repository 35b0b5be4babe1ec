import { goesWithHost } from '../../../../../scripts/plan-review/facts/hosts/gone-hosts';
import { factsOf } from '../../../../support/judge-plan';
import type { PlannedResource } from '../../../../support/plan-builder';

const gone = (address: string, before: object): PlannedResource => ({
  address,
  before: before as Record<string, unknown>,
  after: null,
});
const stays = (address: string, values: object): PlannedResource => ({
  address,
  before: values as Record<string, unknown>,
  after: values as Record<string, unknown>,
});

const HOST = gone('aws_instance.four', {
  ...{ id: 'i-4', private_ip: '10.0.0.4', iam_instance_profile: 'broker-4-profile' },
  ...{ network_interface: [{ network_interface_id: 'eni-4' }], tags: { Name: 'broker-4' } },
});
const OTHER = stays('aws_instance.one', { id: 'i-1', tags: { Name: 'broker-1' } });
const PROFILE = gone('aws_iam_instance_profile.p', { name: 'broker-4-profile', role: 'the-role' });

const isOwn = (resource: PlannedResource, ...others: readonly PlannedResource[]) => {
  const facts = factsOf([HOST, OTHER, resource, ...others]);
  return goesWithHost(facts)(facts.plan.changes[2]!);
};

it.each<[string, PlannedResource, readonly PlannedResource[], boolean]>([
  [
    'an alarm on the host',
    gone('aws_cloudwatch_metric_alarm.a', { dimensions: { InstanceId: 'i-4' } }),
    [],
    true,
  ],
  [
    'a record of its address',
    gone('aws_route53_record.r', { name: 'x', records: ['10.0.0.4'] }),
    [],
    true,
  ],
  ['its interface', gone('aws_network_interface.n', { id: 'eni-4' }), [], true],
  ['its profile', PROFILE, [], true],
  ['the role of its profile', gone('aws_iam_role.r', { name: 'the-role' }), [PROFILE], true],
  [
    'the policy of that role',
    gone('aws_iam_role_policy.r', { role: 'the-role' }),
    [PROFILE, gone('aws_iam_role.r', { name: 'the-role' })],
    true,
  ],
  [
    'a role that another one uses, too',
    gone('aws_iam_role.r', { name: 'the-role' }),
    [PROFILE, stays('aws_iam_instance_profile.o', { name: 'o', role: 'the-role' })],
    false,
  ],
  [
    'an alarm that only is named like it',
    gone('aws_cloudwatch_metric_alarm.a', { alarm_name: 'broker-4-disk' }),
    [],
    false,
  ],
  [
    'a record that only is named like it',
    gone('aws_route53_record.r', { name: 'broker-4.prod' }),
    [],
    false,
  ],
  ['what is tagged alike', gone('aws_sns_topic.t', { tags: { Owner: 'i-4' } }), [], false],
])('tells whether %s goes with its host', (_, resource, others, expected) => {
  expect(isOwn(resource, ...others)).toBe(expected);
});
