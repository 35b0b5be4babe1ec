import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { AssetType, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';
import type { KafkaArchive } from '../cluster/host-files/host-manifest';
import type { ClusterBucket } from './cluster-bucket';

export interface ArchiveObjectProps {
  readonly clusterName: string;
  readonly bucket: ClusterBucket;
  readonly kmsKeyArn: string;
  /** The file on this machine. */
  readonly file: string;
}

/** Kafka's archive in the bucket: hosts made in years to come need no other site. */
export class ArchiveObject extends Construct implements KafkaArchive {
  readonly key: string;
  readonly sha512: string;
  readonly object: S3Object;

  constructor(
    scope: Construct,
    id: string,
    { clusterName, bucket, kmsKeyArn, file }: ArchiveObjectProps,
  ) {
    super(scope, id);
    this.sha512 = createHash('sha512').update(readFileSync(file)).digest('hex');
    // Another archive is another object: hosts that are not yet told of it still find theirs.
    this.key = `${clusterName}/archives/${this.sha512.slice(0, 16)}/${basename(file)}`;
    const asset = new TerraformAsset(this, 'File', {
      path: resolve(file),
      type: AssetType.FILE,
      // CDKTF and CDK Terrain compute different ones: of ours, a move between them changes nothing.
      assetHash: this.sha512.slice(0, 16),
    });
    this.object = new S3Object(this, 'Object', {
      bucket: bucket.bucket,
      key: this.key,
      source: asset.path,
      sourceHash: this.sha512,
      kmsKeyId: kmsKeyArn,
      dependsOn: [...bucket.ready],
    });
  }
}
