import { bucketProblems } from '../../../stacks/validation/bucket-rules';

it.each(['amazon-ssm-eu-west-1', 'abc', 'patch-baseline-snapshot-*', 'a.mirror', 'logs-?'])(
  'takes %s',
  (name) => {
    expect(bucketProblems([name])).toEqual([]);
  },
);

it.each([
  ...['', '*', 'ab', 'a*', '**', 'Upper', 'under_score', 'x'.repeat(64), '-begins', 'two words'],
  ...['s3://amazon-ssm-eu-west-1', 'arn:aws:s3:::amazon-ssm-eu-west-1', 'bucket/key', 'line\n'],
])('refuses %j', (name) => {
  expect(bucketProblems(['logs', name])).toMatchObject([
    { path: 'network.buckets[1]', value: name },
  ]);
});
