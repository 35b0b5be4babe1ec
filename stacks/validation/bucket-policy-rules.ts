import type { Problem } from '../../cluster/errors';
import type { Host } from '../../cluster/topology';
import { bucketPolicy } from '../bucket-policy';
import { hostRoleName } from '../host-profile';
import type { ResolvedProps } from '../kafka-cluster-props';
import { policyDocument } from '../policy-document';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const LONGEST_POLICY = 20_480;
/** What is known only in AWS, as long as it can be. */
const LONGEST = { partition: 'aws-us-gov', region: 'ap-southeast-1', bucket: 'x'.repeat(63) };

/** Whether the bucket's policy, which grows with the hosts and those who deploy, has room for all. */
export function bucketPolicyProblems(
  props: Pick<ResolvedProps, 'spec' | 'deployers' | 'tags' | 'iam'>,
  hosts: readonly Host[],
): readonly Problem[] {
  const { deployers, tags, iam } = props;
  const { clusterName } = props.spec;
  const { partition, region, bucket } = LONGEST;
  const account = { partition, id: '0'.repeat(12) };
  const labels = { clusterName, tags };
  const roles = hosts.map(({ name: hostName }) => [
    hostName,
    `arn:${partition}:iam::${account.id}:role${iam.path ?? '/'}${hostRoleName({ labels, region, hostName })}`,
  ]);
  const { length } = policyDocument(
    bucketPolicy({
      ...{ account, clusterName, deployers, bucketArn: `arn:${partition}:s3:::${bucket}` },
      hostRoleArns: Object.fromEntries(roles) as Readonly<Record<string, string>>,
    }),
  );
  if (length <= LONGEST_POLICY) return [];
  return [
    {
      path: 'brokers',
      rule: `be few enough, with \`deployers\`, for a bucket's policy of ${LONGEST_POLICY.toLocaleString('en')} characters`,
      value: `${hosts.length} hosts and ${deployers.length} deployers: up to ${length.toLocaleString('en')}`,
      remedy: 'Name deployers by one pattern, or divide the cluster',
    },
  ];
}
