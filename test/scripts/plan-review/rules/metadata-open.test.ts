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
