import { metadataOpen } from '../../../../scripts/plan-review/rules/metadata-open';
import { severityOf } from '../../../support/judge-plan';

const options = (http_tokens: string, http_put_response_hop_limit = 1) => ({
  metadata_options: [{ http_tokens, http_put_response_hop_limit }],
});

it.each([
  [options('required'), { ...options('required'), tags: {} }, undefined],
  [options('required'), options('optional'), 'care'],
  [options('optional'), { ...options('optional'), tags: {} }, undefined],
  [options('optional'), options('required'), undefined],
  [options('required'), options('required', 2), 'care'],
  [options('required', 2), options('required', 1), undefined],
  [null, options('optional'), 'care'],
  [null, options('required'), undefined],
])('judges an instance that goes from %j to %j', (before, after, expected) => {
  expect(severityOf(metadataOpen, [{ address: 'aws_instance.a', before, after }])).toBe(expected);
  expect(severityOf(metadataOpen, [{ address: 'aws_launch_template.a', before, after }])).toBe(
    expected,
  );
});

it('is not content with what is known only later', () => {
  const instance = { address: 'aws_instance.a', before: options('required'), actions: ['update'] };
  const unknown = { ...instance, after: {}, afterUnknown: { metadata_options: true } };
  expect(severityOf(metadataOpen, [unknown])).toBe('care');
});

const REQUIRED = { http_tokens: 'required', http_endpoint: 'enabled' };

it.each([
  ['a new host that says nothing of it', null, { metadata_options: [] }, undefined],
  ['a new host that asks for tokens', null, { metadata_options: [REQUIRED] }, undefined],
  [
    'an endpoint that is turned off',
    { metadata_options: [REQUIRED] },
    { metadata_options: [{ ...REQUIRED, http_endpoint: 'disabled' }] },
    'care',
  ],
  [
    'tokens that nothing asks for any more',
    { metadata_options: [REQUIRED] },
    { metadata_options: [{ ...REQUIRED, http_tokens: null }] },
    'care',
  ],
])('judges %s', (_, before, after, expected) => {
  const other = { address: 'aws_instance.other', before: { id: 'i-1' }, after: { id: 'i-1' } };
  const host = { address: 'aws_instance.x', before, after };
  expect(severityOf(metadataOpen, [other, host])).toBe(expected);
});

it('is content with hosts made from nothing that say nothing of it', () => {
  expect(severityOf(metadataOpen, [{ address: 'aws_instance.x', after: {} }])).toBeUndefined();
});
