import { aclOpened } from '../../../../scripts/plan-review/rules/acl-opened';
import { severityOf } from '../../../support/judge-plan';

const acl = (values: Record<string, unknown>, address = 'kafka_acl.all') => [
  { address, after: values },
];

it.each([
  [{ acl_principal: 'User:*', acl_operation: 'All', acl_permission_type: 'Allow' }, 'danger'],
  [{ acl_principal: 'User:*', acl_operation: 'Read', acl_permission_type: 'Allow' }, 'care'],
  [{ acl_principal: 'User:*', acl_operation: 'All', acl_permission_type: 'Deny' }, undefined],
  [{ acl_principal: 'User:a', acl_operation: 'All', acl_permission_type: 'Allow' }, undefined],
])('judges %j', (values, severity) => {
  expect(severityOf(aclOpened, acl(values))).toBe(severity);
});

it.each([
  ['confluent_kafka_acl.a', { principal: 'User:*', operation: 'WRITE', permission: 'ALLOW' }],
  ['aiven_kafka_acl.a', { username: '*', permission: 'admin', topic: '*' }],
  ['google_managed_kafka_acl.a', { acl_entries: [{ principal: 'User:*', operation: 'ALL' }] }],
])('knows those of %s', (address, values) => {
  expect(severityOf(aclOpened, acl(values, address))).toBe('danger');
});
