import type { Problem } from '../../cluster/errors';

/**
 * Beginnings that AWS keeps for itself. What is made of a cluster's name is never too long: a spec's
 * `clusterName` has at most 32 characters, which leaves room in the shortest of the names that begin
 * with it, that of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html (GroupName)
 */
const KEPT_BEGINNINGS = ['sg-', 'xn--', 'sthree-', 'amzn-s3-demo-'];

/** Whether a bucket and security groups can be called after the cluster. */
export function nameProblems(clusterName: string): readonly Problem[] {
  const kept = KEPT_BEGINNINGS.find((beginning) => clusterName.startsWith(beginning));
  if (kept === undefined) return [];
  return [
    {
      path: 'clusterName',
      rule: `not begin with '${kept}', which AWS keeps for itself`,
      value: clusterName,
      remedy: 'Its bucket and its security groups are called after it: choose another name',
    },
  ];
}
