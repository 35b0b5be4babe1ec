import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { brokerLogPrefix } from '../cluster/processes/broker-logs';
import { acceptFinding } from './accept-finding';
import { bucketPolicy, type BucketPolicyParts } from './bucket-policy';
import { DeployerCheck } from './deployer-check';
import { partTags, type Labels } from './labels';
import { policyDocument } from './policy-document';

export interface ClusterBucketProps extends Pick<
  BucketPolicyParts,
  'account' | 'hostRoleArns' | 'deployers'
> {
  readonly labels: Labels;
  readonly kmsKeyArn: string;
  /** The ARN of whoever terraform calls AWS as. */
  readonly callerArn: string;
  /** For how many days it keeps log files of hosts; undefined where they bring none. */
  readonly logDays?: number | undefined;
}

/** How long a file that was replaced can be brought back. */
const KEPT_DAYS = 90;

/**
 * The bucket with the hosts' files and Kafka's archive: private, encrypted, each version kept for a
 * while. All in it can be made again, so that it goes when the cluster goes.
 */
export class ClusterBucket extends Construct {
  readonly bucket: string;
  readonly arn: string;
  /** What must be there before an object is put into it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ClusterBucketProps,
  ) {
    super(scope, id);
    const { labels, kmsKeyArn } = props;
    const bucket = new S3Bucket(this, 'Bucket', {
      // Names are shared by all accounts of the world; AWS puts something of its own behind it.
      bucketPrefix: `${labels.clusterName}-`,
      forceDestroy: true,
      tags: partTags(labels, 'files'),
    });
    acceptFinding(bucket, 'CKV_AWS_18', 'Only the hosts read it, each its own files.');
    acceptFinding(bucket, 'CKV_AWS_144', 'All in it can be made again from the spec.');
    acceptFinding(
      bucket,
      'CKV2_AWS_62',
      'Nobody waits for its events: hosts are told by converge.',
    );
    this.bucket = bucket.bucket;
    this.arn = bucket.arn;
    this.ready = [this.version(), this.encrypt(kmsKeyArn), this.close(bucket)];
    this.forgetOldVersions();
  }

  private version(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, 'Versioning', {
      bucket: this.bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
  }

  private encrypt(kmsMasterKeyId: string): S3BucketServerSideEncryptionConfigurationA {
    return new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket: this.bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId },
          bucketKeyEnabled: true,
        },
      ],
    });
  }

  private close(bucket: S3Bucket): S3BucketPolicy {
    const ownership = new S3BucketOwnershipControls(this, 'Ownership', {
      bucket: this.bucket,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
    });
    const access = new S3BucketPublicAccessBlock(this, 'PublicAccess', {
      bucket: this.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const { labels, logDays, ...parts } = this.props;
    const { clusterName } = labels;
    const hasLogs = logDays !== undefined;
    const { passed } = new DeployerCheck(this, 'Deployers', parts);
    return new S3BucketPolicy(this, 'Policy', {
      bucket: this.bucket,
      policy: policyDocument(
        bucketPolicy({ ...parts, clusterName, hasLogs, bucketArn: bucket.arn }),
      ),
      // S3 refuses changes of one bucket that come at the same time.
      dependsOn: [ownership, access, passed],
    });
  }

  private forgetLogs(days: number): S3BucketLifecycleConfigurationRule {
    return {
      ...{ id: 'broker-logs', status: 'Enabled' },
      filter: [{ prefix: `${brokerLogPrefix(this.props.labels.clusterName)}/` }],
      expiration: [{ days }],
      // Nothing replaces one: what is no longer current has expired.
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    };
  }

  private forgetOldVersions(): void {
    const { logDays } = this.props;
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket: this.bucket,
      rule: [
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: KEPT_DAYS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
        ...(logDays === undefined ? [] : [this.forgetLogs(logDays)]),
      ],
      dependsOn: [...this.ready],
    });
  }
}
