import { bucketHistoryLost } from '../../../../scripts/plan-review/rules/bucket-history-lost';
import { severityOf } from '../../../support/judge-plan';

const status = (text: string) => ({ bucket: 'b', versioning_configuration: [{ status: text }] });

it.each([
  [status('Enabled'), status('Enabled'), undefined],
  [status('Enabled'), status('Suspended'), 'care'],
  [status('Enabled'), null, 'care'],
  [status('Suspended'), status('Enabled'), undefined],
  [null, status('Suspended'), undefined],
])('judges versioning that goes from %j to %j', (before, after, expected) => {
  const resource = { address: 'aws_s3_bucket_versioning.a', before, after };
  expect(severityOf(bucketHistoryLost, [resource])).toBe(expected);
});
