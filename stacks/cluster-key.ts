import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { partTags, type Labels } from './labels';
import { policyDocument } from './policy-document';

export interface ClusterKeyProps {
  readonly labels: Labels;
  /** Whether terraform refuses to destroy it: without it, every volume is lost. */
  readonly isProtected: boolean;
}

/** The KMS key that the disks and files of a cluster are encrypted with. */
export class ClusterKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { labels, isProtected }: ClusterKeyProps) {
    super(scope, id);
    const { accountId } = new DataAwsCallerIdentity(this, 'Account');
    const { partition } = new DataAwsPartition(this, 'Partition');
    const key = new KmsKey(this, 'Key', {
      description: `Disks and files of the Kafka cluster ${labels.clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        {
          Sid: 'LetIamDecide',
          Effect: 'Allow',
          Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
      ]),
      tags: partTags(labels, 'key'),
      lifecycle: { preventDestroy: isProtected },
    });
    new KmsAlias(this, 'Alias', {
      name: `alias/kafka/${labels.clusterName}`,
      targetKeyId: key.keyId,
    });
    this.arn = key.arn;
  }
}
