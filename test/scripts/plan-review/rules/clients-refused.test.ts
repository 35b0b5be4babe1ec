import { clientsRefused } from '../../../../scripts/plan-review/rules/clients-refused';
import { severityOf } from '../../../support/judge-plan';

it.each<[string, object, object, 'care' | undefined]>([
  [
    'kafka_quota.a',
    { config: { consumer_byte_rate: '9' } },
    { config: { consumer_byte_rate: '8' } },
    'care',
  ],
  [
    'kafka_quota.a',
    { config: { consumer_byte_rate: '8' } },
    { config: { consumer_byte_rate: '9' } },
    undefined,
  ],
  ['kafka_acl.a', { acl_operation: 'All' }, { acl_operation: 'Read' }, 'care'],
  [
    'aws_msk_scram_secret_association.a',
    { secret_arn_list: ['a', 'b'] },
    { secret_arn_list: ['a'] },
    'care',
  ],
  [
    'confluent_subject_config.a',
    { compatibility_level: 'FULL' },
    { compatibility_level: 'NONE' },
    'care',
  ],
])('judges %s: %j → %j', (address, before, after, severity) => {
  expect(
    severityOf(clientsRefused, [{ address, before: { ...before }, after: { ...after } }]),
  ).toBe(severity);
});
