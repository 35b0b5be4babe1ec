import { execFileSync } from 'node:child_process';
import { bucketPolicy } from '../../../stacks/bucket-policy';
import { policyDocument } from '../../../stacks/policy-document';
import { contextOf, EVERYTHING, isAllowed } from '../../support/judge-request';

const BUCKET = 'arn:aws:s3:::logs-1';
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const HOSTS = { 'broker-1': role('logs-broker-1'), 'broker-2': role('logs-broker-2') };

const POLICIES = [[], [role('ci/*'), role('deploy')]].map((deployers) =>
  bucketPolicy({
    ...{ bucketArn: BUCKET, clusterName: 'logs', deployers, hostRoleArns: HOSTS },
    account: { partition: 'aws', id: '123456789012' },
  }),
);
const PRINCIPALS = [...Object.values(HOSTS), role('ci/main/deploy'), role('deploy'), role('x')];
const CALLS = [
  ...['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].flatMap((action) =>
    ['logs/broker-1/manifest', 'logs/broker-1/published/keys', 'x'].map((key) => ({
      action,
      resource: `${BUCKET}/${key}`,
    })),
  ),
  ...['s3:ListBucket', 's3:PutBucketPolicy'].map((action) => ({ action, resource: BUCKET })),
];
const MORE_CONTEXT: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'aws:Ec2InstanceSourceVpc': 'vpc-1' },
  { 'aws:SecureTransport': 'false' },
];

/** What the double's own judge says of each request: one of `Deny`, `Allow` and nothing. */
function judged(requests: readonly object[]): readonly (string | null)[] {
  const program = `import json, sys
from policy_judge import judge
print(json.dumps([judge(each["policy"], each["action"], each["resource"],
    {key.lower(): value for key, value in each["context"].items()}) for each in json.load(sys.stdin)]))`;
  const output = execFileSync('python3', ['-c', program], {
    cwd: __dirname,
    input: JSON.stringify(requests),
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  });
  return JSON.parse(output) as readonly (string | null)[];
}

it('denies what an evaluator of IAM’s policies denies, and nothing else', async () => {
  const requests = POLICIES.flatMap((policy) =>
    PRINCIPALS.flatMap((principal) =>
      CALLS.flatMap((call) => MORE_CONTEXT.map((more) => ({ policy, principal, ...call, more }))),
    ),
  );
  const ours = judged(
    requests.map(({ policy, principal, more, ...call }) => ({
      ...{ ...call, policy: policyDocument(policy) },
      context: { ...contextOf(principal), ...more },
    })),
  );
  const theirs = await Promise.all(
    requests.map(({ policy, more: context, ...call }) =>
      isAllowed({ ...call, context, identity: EVERYTHING, ofResource: policy }),
    ),
  );
  expect(ours.map((verdict) => verdict !== 'Deny')).toEqual(theirs);
  expect(new Set(theirs)).toEqual(new Set([true, false]));
  expect(requests).toHaveLength(330);
});
