import { hostsWriteTo, type BucketPolicyParts } from './bucket-policy';
import type { PolicyStatement } from './policy-document';

export interface EndpointPolicyParts extends Pick<
  BucketPolicyParts,
  'account' | 'bucketArn' | 'clusterName' | 'hasLogs'
> {
  /** Names of further buckets, also as patterns. */
  readonly buckets: readonly string[];
}

/**
 * What can be asked of S3 from the hosts' subnets: what hosts do in the cluster's bucket, with
 * credentials of its account, and whatever IAM allows in the buckets that are named. So nothing is
 * carried off to somebody else's bucket, whoever's credentials it is done with.
 */
export function endpointPolicy(parts: EndpointPolicyParts): readonly PolicyStatement[] {
  const { account, bucketArn, buckets } = parts;
  const ofAccount = {
    Effect: 'Allow',
    Principal: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': account.id } },
  } as const;
  return [
    {
      ...ofAccount,
      Sid: 'HostsRead',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [bucketArn, `${bucketArn}/*`],
    },
    {
      ...ofAccount,
      Sid: 'HostsPublish',
      Action: 's3:PutObject',
      Resource: hostsWriteTo(parts),
    },
    ...(buckets.length > 0 ? [furtherBuckets(account.partition, buckets)] : []),
  ];
}

function furtherBuckets(partition: string, buckets: readonly string[]): PolicyStatement {
  return {
    Sid: 'FurtherBuckets',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:*',
    Resource: buckets.flatMap((name) => {
      const arn = `arn:${partition}:s3:::${name}`;
      return [arn, `${arn}/*`];
    }),
  };
}
