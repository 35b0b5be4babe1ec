import { keyLost } from '../../../../scripts/plan-review/rules/key-lost';
import { judge, severityOf } from '../../../support/judge-plan';

const KEY = { id: 'k', is_enabled: true, deletion_window_in_days: 30 };

it.each([
  ['stays', KEY, undefined],
  ['is described anew', { ...KEY, description: 'x' }, undefined],
  ['is disabled', { ...KEY, is_enabled: false }, 'danger'],
  ['goes', null, 'danger'],
])('judges a key that %s', (_, after, expected) => {
  expect(severityOf(keyLost, [{ address: 'aws_kms_key.a', before: KEY, after }])).toBe(expected);
});

it('warns of a grant that goes', () => {
  const grant = { address: 'aws_kms_grant.a', before: { id: 'g', key_id: 'k' } };
  expect(severityOf(keyLost, [grant])).toBe('danger');
});

it('is content with a new key', () => {
  expect(severityOf(keyLost, [{ address: 'aws_kms_key.a', after: KEY }])).toBeUndefined();
});

it('warns of a key that is made anew', () => {
  const key = { address: 'aws_kms_key.a', before: KEY, after: KEY, actions: ['create', 'delete'] };
  expect(severityOf(keyLost, [key])).toBe('danger');
});

it('takes it for the worse where nobody knows whether a key stays enabled', () => {
  const after = { id: 'k', deletion_window_in_days: 30 };
  const key = { address: 'aws_kms_key.a', before: KEY, after, afterUnknown: { is_enabled: true } };
  expect(severityOf(keyLost, [key])).toBe('danger');
});

const ROOT = {
  ...{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' } },
  ...{ Action: 'kms:*', Resource: '*' },
};
const HOST = { ...ROOT, Principal: { AWS: 'arn:aws:iam::1:role/host' }, Action: 'kms:Decrypt' };

it.each([
  ['lets one more in', [ROOT], [ROOT, HOST], undefined],
  ['says the same in other words', [ROOT], [{ ...ROOT, Action: ['kms:*'] }], undefined],
  [
    'denies what comes without TLS',
    [ROOT],
    [ROOT, { ...ROOT, Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    undefined,
  ],
  ['shuts one of several out', [ROOT, HOST], [ROOT], 'care'],
  ['is emptied', [ROOT], [], 'danger'],
  ['denies everything', [ROOT], [ROOT, { ...ROOT, Effect: 'Deny', Principal: '*' }], 'danger'],
  [
    'goes to another account',
    [ROOT],
    [{ ...ROOT, Principal: { AWS: 'arn:aws:iam::9:root' } }],
    'danger',
  ],
  ['no longer lets anyone decrypt', [ROOT], [{ ...ROOT, Action: 'kms:Describe*' }], 'danger'],
])('judges a key whose policy %s', (_, before, after, expected) => {
  const policy = (Statement: readonly object[]) => JSON.stringify({ Statement });
  const values = (statements: readonly object[]) => ({ ...KEY, policy: policy(statements) });
  const key = { address: 'aws_kms_key.a', before: values(before), after: values(after) };
  expect(severityOf(keyLost, [key])).toBe(expected);
});

it('warns of a name that leads to another key', () => {
  const alias = {
    address: 'aws_kms_alias.a',
    before: { name: 'alias/kafka', target_key_id: 'k' },
    after: { name: 'alias/kafka', target_key_id: 'other' },
  };
  expect(judge(keyLost, [alias])).toMatchObject([{ severity: 'care' }]);
});

it.each([
  ['tls_self_signed_cert', { is_ca_certificate: true }, 'danger'],
  ['tls_self_signed_cert', { is_ca_certificate: false }, undefined],
  ['aws_acmpca_certificate_authority', {}, 'danger'],
  ['google_kms_crypto_key', {}, 'danger'],
  ['aws_kms_grant', {}, 'danger'],
])('judges an %s of %j that goes', (type, before, expected) => {
  const lost = { address: `${type}.a`, before: { id: 'a', ...before }, after: null };
  expect(severityOf(keyLost, [lost])).toBe(expected);
});

it('tells of the key of secrets what is lost with it, and what brings it back', () => {
  const before = { ...KEY, description: 'Secrets in Parameter Store of the Kafka cluster logs' };
  const [found] = judge(keyLost, [{ address: 'aws_kms_key.a', before, after: null }]);
  expect(found?.severity).toBe('danger');
  expect(found?.why).toContain('the passwords of clients');
  expect(found?.remedy).toContain('cancel-key-deletion');
});
