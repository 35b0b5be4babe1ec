import { DataAwsS3Objects } from '@cdktf/provider-aws/lib/data-aws-s3-objects';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { Fn, Op, type IResolvable, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ClusterBucket } from './cluster-bucket';

export interface VerifiedMarkerProps {
  readonly clusterName: string;
  readonly bucket: ClusterBucket;
  readonly kmsKeyArn: string;
}

/**
 * An object in the bucket that says that the cluster was once found whole. Until then there is
 * nothing to protect, and the gates let all hosts come up.
 */
export class VerifiedMarker extends Construct {
  /** Whether a deploy before this one ended well. */
  readonly isMissing: IResolvable;
  private readonly key: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VerifiedMarkerProps,
  ) {
    super(scope, id);
    this.key = `${props.clusterName}/verified`;
    // Looked up, not asked of terraform's state: there, this deploy's marker would be planned already.
    const found = new DataAwsS3Objects(this, 'Found', {
      bucket: props.bucket.bucket,
      prefix: this.key,
    });
    this.isMissing = Op.lt(Fn.lengthOf(found.keys), 1);
  }

  writeAfter(steps: readonly ITerraformDependable[]): void {
    const { clusterName, bucket, kmsKeyArn } = this.props;
    new S3Object(this, 'Object', {
      bucket: bucket.bucket,
      key: this.key,
      content: `${clusterName} passed its checks. From now on, gates protect it.\n`,
      contentType: 'text/plain; charset=utf-8',
      kmsKeyId: kmsKeyArn,
      dependsOn: [...steps, ...bucket.ready],
    });
  }
}
