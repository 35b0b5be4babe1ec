import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { partTags, type Labels } from './labels';
import { policyDocument, type PolicyStatement } from './policy-document';
import type { TerraformData } from './terraform-data';
import { waitFor } from './wait-for';

/** What a key of a cluster is for. */
interface KeyPurpose {
  /** Of the key, as AWS shows it: what it encrypts. */
  readonly encrypts: string;
  /** What its name has behind the cluster's. */
  readonly suffix: string;
}

export const KEY_PURPOSES = {
  data: { encrypts: 'Disks and files', suffix: '' },
  secrets: { encrypts: 'Secrets in Parameter Store', suffix: '-secrets' },
} as const satisfies Readonly<Record<string, KeyPurpose>>;

export interface ClusterKeyProps {
  readonly labels: Labels;
  readonly purpose: KeyPurpose;
  /** Whether terraform refuses to destroy it: without it, what it has encrypted is lost. */
  readonly isProtected: boolean;
  /**
   * Whether there is one. Where not, it stays in the code, as no key at all: what is still asked for one that was
   * there comes first ({@link ClusterKey.goesBehind}).
   * @default true
   */
  readonly isThere?: boolean;
  /** Who may use it besides those whom IAM lets. @default [] */
  readonly furtherUsers?: readonly PolicyStatement[];
}

/** A KMS key of a cluster: one for its disks and files, and one for its secrets, which no host may use. */
export class ClusterKey extends Construct {
  readonly arn: string;
  readonly isThere: boolean;
  private readonly key: KmsKey;

  constructor(
    scope: Construct,
    id: string,
    { labels, purpose, isProtected, isThere = true, furtherUsers = [] }: ClusterKeyProps,
  ) {
    super(scope, id);
    this.isThere = isThere;
    const { accountId } = new DataAwsCallerIdentity(this, 'Account');
    const { partition } = new DataAwsPartition(this, 'Partition');
    const key = new KmsKey(this, 'Key', {
      description: `${purpose.encrypts} of the Kafka cluster ${labels.clusterName}`,
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
        ...furtherUsers,
      ]),
      tags: partTags(labels, `key${purpose.suffix}`),
      lifecycle: { preventDestroy: isProtected },
    });
    if (isThere) {
      new KmsAlias(this, 'Alias', {
        name: `alias/kafka/${labels.clusterName}${purpose.suffix}`,
        targetKeyId: key.keyId,
      });
    } else {
      key.count = 0;
    }
    this.arn = key.arn;
    this.key = key;
  }

  /** Where it goes, it is to go when this step is done, for which it is needed. */
  goesBehind(step: TerraformData): void {
    this.key.lifecycle = { ...this.key.lifecycle, createBeforeDestroy: true };
    waitFor(step, this.key);
  }
}
