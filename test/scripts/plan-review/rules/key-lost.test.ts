import { keyLost } from '../../../../scripts/plan-review/rules/key-lost';
import { severityOf } from '../../../support/judge-plan';

const KEY = { id: 'k', is_enabled: true, deletion_window_in_days: 30 };

it.each([
  ['stays', KEY, undefined],
  ['is described anew', { ...KEY, description: 'x' }, undefined],
  ['is disabled', { ...KEY, is_enabled: false }, 'danger'],
  ['goes', null, 'danger'],
])('judges a key that %s', (_, after, expected) => {
  expect(severityOf(keyLost, [{ address: 'aws_kms_key.a', before: KEY, after }])).toBe(expected);
});

it('is content with a new key', () => {
  expect(severityOf(keyLost, [{ address: 'aws_kms_key.a', after: KEY }])).toBeUndefined();
});

it('warns of a key that is made anew', () => {
  const key = { address: 'aws_kms_key.a', before: KEY, after: KEY, actions: ['create', 'delete'] };
  expect(severityOf(keyLost, [key])).toBe('danger');
});
